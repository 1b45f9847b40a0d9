"""Tokens and sentences with character offsets into the unchanged text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_BOUNDARY = re.compile(r"[.!?][\"'”’)\]]{0,3}(?=\s)|\n|;(?=\s)")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+$")
_NEXT_WORD = re.compile(r"\s+[\"'“‘(\[`]{0,3}(\S)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[A-Z]$")

# Words that end in a full stop without ending the sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen sen rep gov lt col sgt capt st jr sr vs etc no nos vol fig sec dept est "
    "jan feb mar apr jun jul aug sep sept oct nov dec approx incl e.g i.e cf al hon rev "
    "pres".split()
)
# Legal forms end a sentence only where the next word looks like a new one.
_LEGAL = frozenset("inc ltd co corp llc plc bros cos u.s u.k u.n u.a.e e.u p.m a.m d.c".split())
_OPENERS = frozenset(
    "the a an in on at it its he she they this that these those but and however while when as for "
    "by with under after before since his her their there we our what who if both neither one two "
    "three all some many most such last next earlier meanwhile shares analysts officials".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark; `start` and `end` are character offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of characters, without surrounding white space."""

    start: int
    end: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split text[start:end] into words and single punctuation marks. Linear in its length."""
    stop = len(text) if end is None else end
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]


def _first_word(text: str, at: int) -> str:
    match = re.compile(r"\s+[\"'“‘(\[`]{0,3}([^\W\d_]+)").match(text, at)
    return match.group(1) if match else ""


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()[0]
    if mark == "\n":
        return True
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        return True
    if mark == ";":
        return False
    initial = following.group(1)
    if initial.islower():
        return False
    if mark != "." or len(match.group()) > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before.group().casefold() if before else ""
    if word in _ABBREVIATIONS:
        return False
    if word in _LEGAL or _INITIALS.fullmatch(before.group() if before else ""):
        return _first_word(text, match.end()).casefold() in _OPENERS
    return True


def split_sentences(text: str) -> list[Sentence]:
    """Sentences in order. Line breaks always end one; "U.S.", "Ltd." and "Dr." do not."""
    out: list[Sentence] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.start() < start or not _ends_sentence(text, match):
            continue
        _append(out, text, start, match.end())
        start = match.end()
    _append(out, text, start, len(text))
    return out


def _append(out: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append(Sentence(start, end))
