"""Planned, alleged, ended and negated facts, told by the words around a match."""

from __future__ import annotations

import re

_NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|without|denied (?:that|having|any)|denies (?:that|having|any)|"
    r"no (?:evidence|plans?)|refused to|declined to|failed to|cannot|can't)\b|n't\b",
    re.I,
)
_ENDED = re.compile(
    r"\b(?:formerly|used to|no longer|stopped|ceased|halted|ended|rescind(?:ed|s|ing)|"
    r"revok(?:ed|es)|"
    r"lifted|repealed|withdrew|withdrawn|until recently|sold its stake|divested|left|resigned|"
    r"stepped down|scrapped|expired|cancelled|canceled|suspended|paused|abandoned)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intends?|intended|aims?|agreed to|proposed|"
    r"proposes|proposing|"
    r"seeks?|considering|is to|are to|expected to|in talks|hopes to|wants? to|pledged|"
    r"promised|threatened|"
    r"could soon|due to|is set to|preparing to|draft|drafting|vowed|going to|about to|goal "
    r"of|letter of intent)\b",
    re.I,
)
_ALLEGED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|alleges|accus(?:ed|es)|suspected|suspects|said to|"
    r"reported to|"
    r"appears? to|believed to|purportedly|apparently|rumou?red)\b",
    re.I,
)
_FORMER = re.compile(r"\b(?:former(?:ly)?|once|then|previously|who was|until|left)\b|\bex-", re.I)
_FORMER_BEFORE = re.compile(r"\b(?:former|ex|onetime|one-time)[ -](?:\w+ )?$", re.I)
_ENDING_VERBS = frozenset({"DENIES_ACCESS", "SANCTIONS", "LICENSES", "RESTRICTS"})


def status_of(kind: str, before: str, inside: str) -> tuple[str, bool]:
    """(status, negated) from the words before a match within its clause and those inside it."""
    clause = re.split(r"[,;:]", before)[-1][-40:]
    words = f"{clause} {inside}"
    negated = _NEGATED.search(inside) is not None
    if negated and kind == "DENIES_ACCESS":
        negated = False
    if _ALLEGED.search(words):
        return "alleged", negated
    if _PLANNED.search(words):
        return "planned", negated
    if kind == "WORKS_FOR" and (_FORMER.search(inside) or _FORMER_BEFORE.search(before)):
        return "ended", negated
    ended = _ENDED.search(inside)
    if ended is not None and kind not in _ENDING_VERBS:
        return "ended", negated
    if ended is not None and re.search(
        r"rescind|revok|lifted|repealed|no longer|expired", ended.group(), re.I
    ):
        return "ended", negated
    return "stated", negated
