"""Brings what people type closer together before it is compared: case, signs, text-speak, drawn-out letters.

PURE. It changes only what the classifier sees; the gateway keeps the words as they were typed.
"""

import re
import unicodedata

TEXT_SPEAK: dict[str, str] = {
    "2day": "today",
    "2moro": "tomorrow",
    "2mrw": "tomorrow",
    "2nite": "tonight",
    "abt": "about",
    "alot": "a lot",
    "any1": "anyone",
    "b4": "before",
    "bc": "because",
    "bcos": "because",
    "bcoz": "because",
    "becos": "because",
    "becuz": "because",
    "bk": "back",
    "bt": "but",
    "cba": "can not be bothered",
    "cn": "can",
    "cos": "because",
    "coz": "because",
    "cus": "because",
    "cuz": "because",
    "da": "the",
    "dat": "that",
    "defo": "definitely",
    "dem": "them",
    "dint": "didnt",
    "dis": "this",
    "dnt": "dont",
    "doin": "doing",
    "dunno": "dont know",
    "dw": "dont worry",
    "every1": "everyone",
    "ffs": "for fucks sake",
    "fink": "think",
    "gimme": "give me",
    "gna": "going to",
    "gonna": "going to",
    "gotta": "got to",
    "gr8": "great",
    "hav": "have",
    "hw": "how",
    "idc": "i dont care",
    "idk": "i dont know",
    "ive": "i have",
    "jst": "just",
    "kno": "know",
    "l8r": "later",
    "lac": "looked after child",
    "lemme": "let me",
    "luv": "love",
    "m8": "mate",
    "msg": "message",
    "n": "and",
    "nah": "no",
    "nd": "and",
    "no1": "no one",
    "nope": "no",
    "nuffin": "nothing",
    "nuthin": "nothing",
    "nvm": "never mind",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "r": "are",
    "rn": "right now",
    "smth": "something",
    "some1": "someone",
    "soz": "sorry",
    "sry": "sorry",
    "ss": "social services",
    "sum1": "someone",
    "sumfin": "something",
    "sumone": "someone",
    "sumthin": "something",
    "sw": "social worker",
    "tbh": "to be honest",
    "tho": "though",
    "thru": "through",
    "thx": "thanks",
    "tmrw": "tomorrow",
    "tryna": "trying to",
    "ty": "thank you",
    "tysm": "thank you so much",
    "tyvm": "thank you very much",
    "u": "you",
    "ur": "your",
    "v": "very",
    "w": "with",
    "wanna": "want to",
    "wdym": "what do you mean",
    "wen": "when",
    "wid": "with",
    "wif": "with",
    "wiv": "with",
    "wna": "want to",
    "wnt": "want",
    "wot": "what",
    "wud": "would",
    "y": "why",
    "ya": "you",
    "yall": "you all",
    "ye": "yes",
    "yea": "yes",
    "yeah": "yes",
    "yep": "yes",
    "yh": "yes",
    "yr": "year",
    "yup": "yes",
}

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[^\w\s?!]|_")


def normalise(text: str) -> str:
    """One line of lower-case words: "Sooooo   UPSET, i dnt wanna" becomes "soo upset i dont want to"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(letter for letter in plain if letter.isspace() or unicodedata.category(letter)[0] != "C")
    plain = _APOSTROPHE.sub("", plain)
    plain = _SIGN.sub(lambda sign: _as_word(sign.group()), plain)
    plain = _DRAWN_OUT.sub(r"\1\1", plain)
    plain = _WORD.sub(lambda word: TEXT_SPEAK.get(word.group(), word.group()), plain)
    return " ".join(plain.split())


def _as_word(sign: str) -> str:
    """A picture is a word of its own, whatever its skin; any other sign parts words."""
    return f" {sign} " if unicodedata.category(sign) == "So" else " "
