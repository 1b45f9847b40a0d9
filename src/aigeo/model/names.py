"""Names: the key under which two spellings of one name meet."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Letters that have no decomposition in Unicode but a customary ASCII spelling.
_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SYMBOLS = str.maketrans(
    {
        "&": " and ",
        "+": " plus ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "™": " ",
        "℠": " ",  # not "tm" and "sm", as which they are folded
    }
)
# "U.S." and "U. S." are one word; a single initial ("John R. Smith") is not an acronym.
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){1,}[^\W\d_](?:\.|(?!\w))")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?!\w)")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
# What the steps of a name's key that words of ASCII need not go through look for.
_MARKED = re.compile(r"[&+'`/.]")

_LEGAL_FORMS = frozenset(
    """
    inc incorporated ltd limited co company corp corporation llc llp lp plc
    gmbh ag kg kgaa ug se sa sas sasu sarl srl spa sl slu sab bv nv cv ab oy oyj as asa aps
    pte pty pvt kk gk jsc pjsc ojsc cjsc ooo oao zao pao doo dd kft zrt nyrt sro
    bhd sdn tbk ltda eireli fze fzco fzc dmcc wll saoc ооо оао зао пао ао 株 주 有限公司
    株式会社 有限会社 合同会社 주식회사 유한회사
    """.split()
)
# Words that belong to a legal form only when one follows: "Private Limited", "SE + Co. KG".
_JOINERS = frozenset({"and", "plus", "private", "public", "de", "cv"})
_CJK_FORMS = (
    "股份有限责任公司", "股份有限公司", "有限责任公司", "有限責任公司", "控股有限公司",
    "集团有限公司", "集團有限公司", "有限公司", "公司",
    "株式会社", "有限会社", "合同会社", "주식회사", "유한회사",
)  # fmt: skip
_LEGAL_FORMS |= frozenset(_CJK_FORMS)  # as in 芯原微电子（上海）股份有限公司
_CJK_PREFIXES = ("株式会社", "有限会社", "合同会社", "주식회사", "유한회사")
_LEADING_FORMS = frozenset({*_CJK_PREFIXES, "株", "주", "ооо", "оао", "зао", "пао"})


def fold(text: str) -> str:
    """Return ``text`` in NFC, case-folded, invisible characters and Latin accents removed.

    Marks on other scripts stay, since they distinguish letters there.
    """
    if text.isascii():
        return text.lower()  # what the steps below come to
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept: list[str] = []
    latin = False
    for char in unicodedata.normalize("NFKD", folded).casefold().translate(_LATIN):
        category = unicodedata.category(char)
        if category.startswith("M"):
            if latin:
                continue
        elif category == "Cf":
            continue
        else:
            latin = char.isascii() or "LATIN" in unicodedata.name(char, "")
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def has_controls(text: str) -> bool:
    """Tell whether a text holds control characters (category Cc) that divide no words or lines."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def words(text: str) -> list[str]:
    """Split folded text into words: letters and digits with the marks that follow them."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    spaced: list[str] = []
    inside = False
    for char in text:
        category = unicodedata.category(char)[0]
        inside = category in "LN" or (inside and category == "M")
        spaced.append(char if inside else " ")
    return "".join(spaced).split()


@lru_cache(maxsize=50_000)  # datasets repeat their names from row to row
def normalise_name(name: str, *, legal_forms: bool = True) -> str:
    """Return the matching key of a name: equal keys mean spellings of one name.

    Case, accents of Latin letters, punctuation, an initial "the" and (with ``legal_forms``)
    the legal form at the end are dropped; "U.S." equals "US", "&" equals "and", and "+" is
    kept as "plus" because it tells products apart. The key is empty only for a name without
    letters or digits. Scripts are not transliterated and no alias is known here.
    """
    kept = list(_name_words(name))
    return " ".join(_strip_forms(kept) if legal_forms else kept)


@lru_cache(maxsize=20_000)  # asked for with legal forms and without them
def _name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, legal forms among them, an initial "the" left out."""
    if name.isascii():
        text = name.lower()
        plain = _MARKED.search(text) is None
    else:
        plain = False
    if not plain:
        text = fold(name.translate(_SYMBOLS))
        text = _POSSESSIVE.sub("", text).replace("'", "")
        text = re.sub(r"(?<!\w)([a-z])/([a-z])(?!\w)", r"\1\2", text)
        text = _INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match.group()) + " ", text)
    kept = words(text)
    return tuple(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


MAX_KEY = 240
"""Longest stored matching key in characters; both engines index texts of this length."""

OMITTED = 3
"""Places at which a typing error is found by a look-up of the name without that character."""


def name_key(name: str) -> str:
    """Return the matching key under which the graph keeps a name, at most 240 characters.

    A longer key is cut and ends in a hash of the whole, so that two long names of one beginning
    stay two.
    """
    key = normalise_name(name)
    if len(key) <= MAX_KEY:
        return key
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{key[: MAX_KEY - 17].rstrip()} {digest}"


def _strip_forms(parts: Sequence[str]) -> list[str]:
    kept = list(parts)
    if len(kept) > 1 and kept[0] in _LEADING_FORMS:
        kept = kept[1:]
    stripped = False
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or (stripped and kept[-1] in _JOINERS)):
        kept.pop()
        stripped = True
    if kept and not (kept[-1].isascii() and kept[0].isascii()):
        kept[-1] = _strip_cjk(kept[-1], _CJK_FORMS, end=True)
        kept[0] = _strip_cjk(kept[0], _CJK_PREFIXES, end=False)
    kept = [word for word in kept if word]
    return kept or list(parts)


def _strip_cjk(word: str, forms: Sequence[str], *, end: bool) -> str:
    for form in forms:
        if len(word) > len(form):
            if end and word.endswith(form):
                return word[: -len(form)]
            if not end and word.startswith(form):
                return word[len(form) :]
    return word
