"""Yes, no and the moves in the other languages that are spoken here, each heard in its own chat. PURE data.

"Da" is yes in Romanian and a father in English, "maya" no in Somali and a girl elsewhere: so a word is
taken for what it means in the language of the chat, and left as it is at a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.journeys.words import plain


def _own(listed: str) -> frozenset[str]:
    """The phrases of a list written with bars between them, as `plain` leaves what is typed."""
    return frozenset(plain(phrase) for phrase in listed.split("|"))


SPOKEN: Mapping[str, Mapping[str, frozenset[str]]] = {
    "pl": {
        "yes": _own("tak|tak proszę|jasne|dobrze|zgoda"),
        "no": _own("nie|nie dziękuję|nie dzięki"),
        "i dont know": _own("nie wiem|nie pamiętam|nie pamietam"),
        "back": _own("wstecz|wróć|wroc|cofnij"),
        "skip": _own("pomiń|pomin|dalej|pominąć"),
        "why": _own("dlaczego|czemu|po co"),
        "who sees this": _own("kto to zobaczy|kto to widzi"),
        "stop": _own("przestań|przerwij|przerwać|koniec"),
    },
    "uk": {
        "yes": _own("так|ага|добре|звичайно"),
        "no": _own("ні|нє|ні дякую"),
        "i dont know": _own("не знаю|не памятаю"),
        "back": _own("назад"),
        "skip": _own("пропустити|пропусти|далі"),
        "why": _own("чому|навіщо"),
        "who sees this": _own("хто це побачить|хто це бачить"),
        "stop": _own("стоп|зупинити|зупинися|досить"),
    },
    "ar": {
        "yes": _own("نعم|أجل|ايوه|أيوه|طيب"),
        "no": _own("لا|لا شكرا|لا شكرًا"),
        "i dont know": _own("لا أعرف|لا اعرف|لا أتذكر"),
        "back": _own("رجوع|ارجع"),
        "skip": _own("تخطي|تخطى|التالي"),
        "why": _own("لماذا|ليش"),
        "who sees this": _own("من سيرى هذا|من يرى هذا"),
        "stop": _own("توقف|قف|كفى"),
    },
    "ur": {
        "yes": _own("ہاں|جی|جی ہاں|ٹھیک ہے"),
        "no": _own("نہیں|جی نہیں|نہیں شکریہ"),
        "i dont know": _own("معلوم نہیں|مجھے نہیں معلوم|پتہ نہیں"),
        "back": _own("واپس|پیچھے"),
        "skip": _own("چھوڑیں|چھوڑ دیں|اگلا"),
        "why": _own("کیوں"),
        "who sees this": _own("یہ کون دیکھے گا"),
        "stop": _own("رکیں|رک جائیں|بس"),
    },
    "ro": {
        "yes": _own("da|da te rog|sigur|bine"),
        "no": _own("nu|nu mulțumesc|nu multumesc"),
        "i dont know": _own("nu știu|nu stiu|nu mai știu|nu mai stiu"),
        "back": _own("înapoi|inapoi"),
        "skip": _own("sari|sari peste|mai departe"),
        "why": _own("de ce"),
        "who sees this": _own("cine vede asta|cine va vedea asta"),
        "stop": _own("opriți|oprește|opreste|gata"),
    },
    "cy": {
        "yes": _own("ie|ydw|oes|iawn|ydy"),
        "no": _own("na|nage|nac ydw|nac oes|dim diolch|na dim diolch"),
        "i dont know": _own("dwi ddim yn gwybod|dwi ddim yn siŵr|dwi ddim yn siwr|dim syniad"),
        "back": _own("yn ôl|yn ol|nôl|nol"),
        "skip": _own("neidio|hepgor|nesaf"),
        "why": _own("pam"),
        "who sees this": _own("pwy fydd yn gweld hyn|pwy syn gweld hyn"),
        "stop": _own("stopio|stopia|stopiwch"),
    },
    "so": {
        "yes": _own("haa|haye|ok waa yahay"),
        "no": _own("maya|maya mahadsanid"),
        "i dont know": _own("ma garanayo|ma aqaan|ma xasuusto"),
        "back": _own("dib|dib u noqo"),
        "skip": _own("ka bood|kan ka bood|xiga"),
        "why": _own("waayo|maxaa yeelay|sabab"),
        "who sees this": _own("yaa arki doona|yaa arka"),
        "stop": _own("jooji|waan joojinayaa"),
    },
}
"""By language, then by the English words that they mean."""
_MAY_BE_NAMES = ("yes", "no", "why")


def in_english(text: str, locale: str, at_a_name: bool = False) -> str:
    """A few words of the language that is spoken as the English ones they mean; any other text as it is.

    `at_a_name`: the answer may be somebody's name, and so no yes, no or why.
    """
    said = plain(text)
    meanings = SPOKEN.get(locale.partition("-")[0], {}).items()
    meant = (english for english, own in meanings if said in own)
    return next((english for english in meant if not (at_a_name and english in _MAY_BE_NAMES)), text)


_COMPLAINING: Mapping[str, tuple[str, ...]] = {
    "pl": ("skarg", "skarż", "skarz", "zażalen", "zazalen"),
    "uk": ("скарг", "скарж"),
    "ar": ("شكوى", "شكاوى", "اشتك", "أشتك"),
    "ur": ("شکایت",),
    "ro": ("plângere", "plangere", "plâng", "reclam"),
    "so": ("cabash",),
    "cy": ("cwyn", "gwyno", "chwyn"),
}
"""How the words for complaining begin, or what stands in them, however they are bent."""


def complains(text: str, tag: str) -> bool:
    """Whether a text in a language speaks of complaining."""
    return any(root in word for word in plain(text).split() for root in _COMPLAINING.get(tag, ()))
