"""Brings what people type closer together before it is compared: case, signs, text-speak, drawn-out letters.

PURE. It changes only what the classifier sees; the gateway keeps the words as they were typed.
"""

import re
import unicodedata

TEXT_SPEAK: dict[str, str] = {
    "2day": "today",
    "2moro": "tomorrow",
    "2mrw": "tomorrow",
    "abt": "about",
    "alot": "a lot",
    "bc": "because",
    "bcos": "because",
    "bcoz": "because",
    "bk": "back",
    "cba": "can not be bothered",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "defo": "definitely",
    "dnt": "dont",
    "doin": "doing",
    "dunno": "dont know",
    "ffs": "for fucks sake",
    "gonna": "going to",
    "gotta": "got to",
    "hav": "have",
    "hw": "how",
    "idc": "i dont care",
    "idk": "i dont know",
    "ive": "i have",
    "kno": "know",
    "lac": "looked after child",
    "luv": "love",
    "msg": "message",
    "n": "and",
    "nah": "no",
    "nope": "no",
    "nuffin": "nothing",
    "nuthin": "nothing",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "r": "are",
    "sumfin": "something",
    "sumone": "someone",
    "sumthin": "something",
    "sw": "social worker",
    "tho": "though",
    "thru": "through",
    "thx": "thanks",
    "tmrw": "tomorrow",
    "tryna": "trying to",
    "ty": "thank you",
    "u": "you",
    "ur": "your",
    "v": "very",
    "w": "with",
    "wanna": "want to",
    "wen": "when",
    "wiv": "with",
    "wot": "what",
    "wud": "would",
    "y": "why",
    "ya": "you",
    "yea": "yes",
    "yeah": "yes",
    "yep": "yes",
    "yh": "yes",
    "yr": "year",
}

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_NOT_WORDS = re.compile(r"[^\w\s?!]|_")


def normalise(text: str) -> str:
    """One line of lower-case words: "Sooooo   UPSET, i dnt wanna" becomes "soo upset i dont want to"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(letter for letter in plain if letter.isspace() or unicodedata.category(letter)[0] != "C")
    plain = _APOSTROPHE.sub("", plain)
    plain = _NOT_WORDS.sub(" ", plain)
    plain = _DRAWN_OUT.sub(r"\1\1", plain)
    plain = _WORD.sub(lambda word: TEXT_SPEAK.get(word.group(), word.group()), plain)
    return " ".join(plain.split())
