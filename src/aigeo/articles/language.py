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
