"""Named mentions of the gazetteer, of shapes and of the learnt model put together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aigeo.articles.gazetteer import Gazetteer
from aigeo.articles.learnt import MentionPrediction
from aigeo.articles.mentions import Mention
from aigeo.articles.names import NO_ENTITIES
from aigeo.articles.text import tokenise

_CAPITAL = re.compile(r"[A-Z0-9]")
_VERB = re.compile(
    r"(?:designated|added|sanctioned|blacklisted|listed|placed|removed|named) (?=\w)"
)
_TITLES = frozenset("dr mr mrs ms prof representative senator president minister".split())


@dataclass(frozen=True, slots=True)
class MergeRules:
    """Least scores (probabilities) with which mentions count.

    retype: a learnt type overrules the gazetteer's; alone: a learnt name that no other part saw;
    lone_shape: a capitalised sequence that the learnt model did not see; generic: a learnt phrase.
    """

    retype: float = 0.97
    alone: float = 0.7
    lone_shape: float = 1.1
    lone_gazetteer: float = 0.0
    generic: float = 0.8


def merge_named(
    text: str,
    ours: Sequence[Mention],
    learnt: Sequence[MentionPrediction],
    names: Gazetteer,
    limits: MergeRules,
) -> list[Mention]:
    """Named mentions without overlap, in order; the learnt named ones do not overlap each other."""
    theirs = sorted((m for m in learnt if not m.generic), key=lambda m: m.start)
    starts, ends = [m.start for m in theirs], [m.end for m in theirs]
    by_span = {(m.start, m.end): m for m in theirs}
    out: list[Mention] = []
    for mention in ours:
        same = by_span.get((mention.start, mention.end))
        if same is not None:
            out.append(_agreed(mention, same, limits))
            continue
        rival = theirs[bisect_right(ends, mention.start) : bisect_left(starts, mention.end)]
        if mention.source == "gazetteer":
            wider = any(
                m.start <= mention.start
                and mention.end <= m.end
                and m.score >= limits.alone
                and _CAPITAL.search(text[m.start : mention.start] + text[mention.end : m.end])
                for m in rival
            )
            if not wider or mention.adjective:
                out.append(mention)
        elif not rival and mention.score >= limits.lone_shape:
            out.append(mention)
    taken = bytearray(len(text))
    for mention in out:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for found in theirs:
        if found.score < limits.alone or not _looks_named(text, found):
            continue
        if any(taken[found.start : found.end]):
            continue
        out.append(to_mention(text, found, names))
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
    return sorted(out, key=lambda m: m.start)


def _looks_named(text: str, found: MentionPrediction) -> bool:
    surface = text[found.start : found.end]
    if surface.casefold().strip(".") in _TITLES or surface in NO_ENTITIES:
        return False
    return _CAPITAL.search(surface) is not None or found.type in {"Technology", "Chip"}


def _agreed(mention: Mention, found: MentionPrediction, limits: MergeRules) -> Mention:
    if mention.adjective or mention.type == found.type:
        return replace(mention, score=max(mention.score, found.score))
    if mention.source == "shape" or found.score >= limits.retype:
        return replace(mention, type=found.type, entry=None, score=found.score, source="learnt")
    return mention


def to_mention(text: str, found: MentionPrediction, names: Gazetteer) -> Mention:
    """A learnt mention, with its gazetteer entry where the whole of it is a name of that type."""
    surface = text[found.start : found.end]
    tokens = tokenise(surface)
    entry, adjective = None, False
    matches = [] if found.generic else names.matches(tokens, surface)
    if matches and (matches[0].first, matches[0].last) == (0, len(tokens)):
        same = [e for e in matches[0].entries if e.type == found.type]
        entry = same[0].id if same else None
        adjective = bool(same) and matches[0].adjective
    return Mention(
        found.start,
        found.end,
        surface,
        found.type,
        "learnt",
        generic=found.generic,
        adjective=adjective,
        score=found.score,
        entry=entry,
    )


def merge_phrases(
    ours: Sequence[Mention], learnt: Sequence[MentionPrediction], text: str, limits: MergeRules
) -> list[Mention]:
    """Generic phrases: the learnt ones, and ours where they do not cross one of those."""
    out = [
        Mention(
            m.start, m.end, text[m.start : m.end], m.type, "phrase", generic=True, score=m.score
        )
        for m in learnt
        if m.generic and m.score >= limits.generic
    ]
    longer = {m.end: m for m in ours}
    out = [longer[m.end] if m.end in longer and longer[m.end].start < m.start else m for m in out]
    out = _without_overlap(out)
    out += [m for m in ours if not any(m.overlaps(other) for other in out)]
    return sorted(map(_without_verb, out), key=lambda m: m.start)


def _without_verb(mention: Mention) -> Mention:
    """Leave out a verb that is no part of the phrase: "designated 21 entities"."""
    match = _VERB.match(mention.text)
    if match is None:
        return mention
    return replace(mention, start=mention.start + match.end(), text=mention.text[match.end() :])


def _without_overlap(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-m.score, m.start)):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return kept
