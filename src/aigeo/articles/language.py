"""Texts that the local extractor cannot read are refused rather than misread."""

from __future__ import annotations

import re

from aigeo.articles.document import Document
from aigeo.errors import DocumentError

_SCRIPTS = {
    "Chinese": re.compile(r"[\u4e00-\u9fff]"),
    "Japanese": re.compile(r"[\u3040-\u30ff]"),
    "Korean": re.compile(r"[\uac00-\ud7af]"),
    "Russian or another language in Cyrillic script": re.compile(r"[\u0400-\u04ff]"),
    "Arabic": re.compile(r"[\u0600-\u06ff]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = frozenset(
    "the of and to in a is that for on with as by it was are at from has be its this which "
    "an".split()
)
_SAMPLE = 20_000


def refuse_other_scripts(document: Document) -> None:
    """Raise DocumentError when less than half of the letters are Latin, naming the likely
    language."""
    sample = document.text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    if letters == 0 or sum(counts.values()) <= letters * 0.4:
        return
    name = max(counts, key=lambda n: counts[n])
    if name == "Chinese" and counts["Japanese"] > 0.1 * counts["Chinese"]:
        name = "Japanese"
    raise DocumentError(
        f"{document.id}: the text is in {name}; the local extractor reads English",
        hint="use an LLM extractor for it (aigeo extract --extractor llm)",
    )


def looks_english(text: str) -> bool:
    """Whether function words of English make up a usual share of the words (at least 12 %)."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].casefold())
    if len(words) < 30:
        return True
    return sum(w in _ENGLISH for w in words) >= 0.12 * len(words)


_SCRIPT_CODES = {
    "Chinese": "zh",
    "Japanese": "ja",
    "Korean": "ko",
    "Russian or another language in Cyrillic script": None,
    "Arabic": "ar",
}
_WORDS = {
    "en": _ENGLISH,
    "de": frozenset(
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein".split()
    ),
    "fr": frozenset("de la le et les des en un du une que est pour qui dans par sur au".split()),
    "es": frozenset("de la que el en y los se del las un por con una su para es al".split()),
    "it": frozenset("di che la il un per in una sono del della non con le si da dei nel".split()),
    "pt": frozenset("de que o a e do da em um para com uma os no se na por mais ao".split()),
    "nl": frozenset("de van een het en in is dat op te zijn met voor niet aan er om door".split()),
}


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code that script or function words call for; None where neither is clear.

    Of the seven languages in Latin script that are told apart, the one whose function words make
    up most of the words must reach 15 % and lead by a quarter.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    if letters and sum(counts.values()) > letters * 0.4:
        name = max(counts, key=lambda n: counts[n])
        if name == "Chinese" and counts["Japanese"] > 0.1 * counts["Chinese"]:
            name = "Japanese"
        return _SCRIPT_CODES[name]
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < 12:
        return None
    shares = sorted(
        ((sum(w in known for w in words) / len(words), code) for code, known in _WORDS.items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    return code if best >= 0.15 and best >= 1.25 * second else None
