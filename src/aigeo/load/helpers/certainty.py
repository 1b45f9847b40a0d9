"""Words of certainty as confidence, and lists whose items carry such a word as a tag."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Epoch AI's own scale: "confident" is within a factor of 3, "likely" within 10, "speculative"
# within 30 of the truth (epoch.ai/data documentation); the numbers are this project's choice.
CONFIDENCE = {
    "confirmed": 0.95,
    "confident": 0.9,
    "likely": 0.75,
    "uncertain": 0.5,
    "unknown": 0.5,
    "speculative": 0.4,
    "unlikely": 0.2,
}
_ITEM = re.compile(
    r"\s*(?P<name>(?:[^#]|#(?=\d))*?)\s*\(?#\s*(?P<tag>[A-Za-z][\w-]*)\)?(?:\s*[,;]|\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name with the confidence that its tag states."""

    name: str
    confidence: float
    unknown_tag: str = ""
    """A tag without a confidence of its own."""


def confidence_of(word: str, default: float = 0.9) -> float:
    """Give the confidence for a word such as "Likely"; `default` for an empty or unknown one."""
    return CONFIDENCE.get(word.strip().strip("#").casefold(), default)


def split_tagged(text: str, default: float = 0.9) -> list[Tagged]:
    """Split "OpenAI #likely, Microsoft (#speculative); Oracle" into names with confidence.

    An item ends after its tag, so a comma inside a name does not split it. Text after the last
    tag is split at commas and semicolons and takes `default`.
    """
    found: list[Tagged] = []
    end = 0
    for match in _ITEM.finditer(text):
        name = match["name"].strip(" ,;")
        if name:
            tag = match["tag"]
            odd = "" if tag.casefold() in CONFIDENCE else tag
            found.append(Tagged(name, confidence_of(tag, default), odd))
        end = match.end()
    rest = [p.strip() for p in re.split(r"[,;]", text[end:]) if p.strip()]
    return found + [Tagged(name, default) for name in rest]
