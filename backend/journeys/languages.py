"""Another language, asked for in the middle: by its name, in English or in its own words. PURE."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from backend.journeys.draft import Draft, Speak, Step, Understood
from backend.journeys.words import phrases, plain
from backend.say import Choice, Say

_AROUND = phrases(
    "in|to|please|speak|speaks|talk|write|can|could|you|do|i|we|my|is|change|switch|language|the|a|it|only"
    "|want"
    "|prefer|better"
)
"""Words that may stand around a language's English name where nothing is wished but to speak it."""
_OF_LANGUAGES = phrases(
    "language|languages|speak|english|translate|translation|translator|interpreter|understand|read"
)
_STEM = 5
"""So many letters of a name are looked at, since languages bend their own ("polski", "po polsku")."""
_ARTICLE = "ال"
"""Arabic's "the", which its speakers leave out of the language's name or write something before."""
_SOFTENED = {"c": "g"}
"""What a language's name may begin with in its own words: Welsh says "Cymraeg", but "yn Gymraeg"."""
_FEW = 4
"""So many words at most, one of them a language's own name, are a wish to speak it: "mówię po polsku"."""


def language_wished(understood: Understood, languages: Mapping[str, str]) -> str | None:
    """The tag of the language that a button, or a message of hardly more than its name, asks for.

    `languages` gives the tag for each name.
    """
    if chosen := (understood.choice or {}).get("locale"):
        return str(chosen) if chosen in languages.values() else None
    words = plain(understood.text).split()
    left = set(words) - _AROUND
    if len(left) == 1:
        said = _bare(left.pop())
        for name, tag in languages.items():
            if _bare(name) == said:
                return tag
    return _by_own_name(words, languages) if len(words) <= _FEW else None


def _by_own_name(words: Sequence[str], languages: Mapping[str, str]) -> str | None:
    """The tag of the language whose own name, however bent, is among some words.

    "I don't speak English" is no wish for it, and English has but the one name.
    """
    english = {tag: name for name, tag in reversed([*languages.items()])}
    for name, tag in languages.items():
        if name == english[tag]:
            continue
        root = name.casefold().removeprefix(_ARTICLE)
        stem = root[: min(_STEM, len(root) - 1)]
        softened = _SOFTENED.get(stem[0], stem[0]) + stem[1:]
        if any(stem in word or softened in word for word in words):
            return tag
    return None


def _bare(word: str) -> str:
    """A word without case, accents and the like, which many leave out on a telephone ("in romana")."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(letter)
    )


_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "pl": phrases(
        "nie|się|sie|jest|jestem|moja|moje|mój|mojego|mojej|moim|dziecko|dziecka|dziecku|że|czy|chcę|chce"
        "|proszę"
        "|prosze|pomoc|pomocy|tak|mnie|jego|nikt|nic|nigdy|syn|córka|skargę|skarga|złożyć|zlozyc|dzień"
        "|dzien|dobry"
        "|dziękuję|dziekuje|bardzo|pracownica|pracownik|ktoś|kiedy|gdzie"
    ),
    "ro": phrases(
        "nu|și|si|este|sunt|vreau|copilul|copiii|meu|mea|mei|că|pentru|cu|vă|rog|ajutor|mulțumesc"
        "|multumesc|bună"
        "|buna|ziua|unde|când|cand|plângere|plangere|nimeni|niciodată|niciodata|fiul|fiica|asistenta"
        "|asistentul"
    ),
    "so": phrases(
        "waxaan|rabaa|doonayaa|ilmahayga|wiilkayga|gabadhayda|caawimaad|iyo|waa|aan|oo|mahadsanid|fadlan"
        "|cabasho"
        "|shaqaalaha|wuxuu|waxay|haa|maya"
    ),
    "cy": phrases(
        "dwi|dw|eisiau|fy|mae|yn|ddim|cwyn|plentyn|diolch|bore|gwneud|gweithiwr|cymdeithasol|ydw|rydw|oes"
        "|gan|wedi"
        "|hoffwn|siarad"
    ),
}
_OWN_LETTERS: Mapping[str, frozenset[str]] = {
    "pl": frozenset("ąęłńśźż"),
    "ro": frozenset("ăâșțşţ"),
    "cy": frozenset("ŵŷ"),
}
_IN_SCRIPT: Sequence[tuple[str, frozenset[str], frozenset[str]]] = (
    ("uk", frozenset("іїєґ"), frozenset("ыэъёў")),
    ("ur", frozenset("ٹڈڑںےہھ"), frozenset("ێۆڕڵ")),
    ("ar", frozenset("ةىأإعصضطظيك"), frozenset("ێۆڕڵگچپژکیۀ")),
)
"""A language, letters that tell it, and letters of others in its script."""
_TELLING = 2


def written_in(text: str, languages: Mapping[str, str]) -> str | None:
    """The tag of the language, of those spoken here, that a text is surely written in; None if unsure.

    It is for texts that the language model took for another language than English.
    """
    words = plain(text).split()
    letters = set("".join(words))
    tags = set(languages.values())
    for tag, own, others in _IN_SCRIPT:
        if tag in tags and letters & own and not letters & others:
            return tag
    told = {
        tag: sum(word in small or bool(_OWN_LETTERS.get(tag, frozenset()) & set(word)) for word in words)
        for tag, small in _SMALL_WORDS.items()
        if tag in tags
    }
    most = max(told.values(), default=0)
    best = [tag for tag, count in told.items() if count == most]
    return best[0] if len(best) == 1 and most >= min(_TELLING, len(words)) and words else None


_ENGLISH = phrases(
    "the|he|she|him|her|his|they|them|you|is|was|are|and|it|that|this|with|have|has|dont|im|not|what|when|because"
)
"""Small words of English that are none in the others."""


def told_in(text: str, tag: str, languages: Mapping[str, str]) -> bool:
    """Whether a text in which a phrase of this language was heard is in it, and the chat speaks it.

    English with a few words of it is not, nor is what stands in Latin letters in place of its own: whoever
    writes so may not read those.
    """
    if tag not in languages.values():
        return False
    words = plain(text).split()
    others = {of_script: frozenset(ascii_lowercase) | letters for of_script, _, letters in _IN_SCRIPT}
    return _ENGLISH.isdisjoint(words) and others.get(tag, frozenset()).isdisjoint("".join(words))


def names_languages(text: str) -> bool:
    """Whether a text speaks of languages, and is not only in one."""
    return not _OF_LANGUAGES.isdisjoint(plain(text).split())


def speak(draft: Draft | None, tag: str, languages: Mapping[str, str]) -> Step:
    """Go on in a language; the journey stays where it is."""
    after = draft and replace(draft, failures=0)
    own = {known: name for name, known in languages.items()}
    return Step(after, (Say("session.speaking", {"language": own[tag]}),), effect=Speak(locale=tag))


def own_names(languages: Mapping[str, str]) -> list[str]:
    """What each language is called by its own speakers: the last of its names."""
    return list({tag: name for name, tag in languages.items()}.values())


def choices(languages: Mapping[str, str]) -> tuple[Choice, ...]:
    """A button for each language there is, where there is more than one."""
    own = {tag: name for name, tag in languages.items()}
    if len(own) == 1:
        return ()
    return tuple(
        Choice({"intent": "change_language", "locale": tag}, "session.choice.language", {"language": name})
        for tag, name in own.items()
    )
