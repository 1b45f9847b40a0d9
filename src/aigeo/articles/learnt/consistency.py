"""One surface, one type: within a document the same words are taken for the same kind of thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.types import MentionPrediction

Floats = npt.NDArray[np.float32]
_SURE = 0.6
"""A name found with such a score is looked for in the whole text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one layer with the probability of each type (types,)."""

    start: int
    end: int
    generic: bool
    types: Floats


def agree(text: str, found: Sequence[Found], labels: Labels) -> list[MentionPrediction]:
    """Mentions with one type for each surface: the one with the highest mean probability.

    Named surfaces that are sure and capitalised are also found where the labels missed them; the
    score there is half of the name's own.
    """
    groups: dict[tuple[str, bool], list[Found]] = defaultdict(list)
    for item in found:
        groups[(text[item.start : item.end], item.generic)].append(item)
    taken = {(f.start, f.end) for f in found if not f.generic}
    covered = np.zeros(len(text) + 1, dtype=bool)
    for start, end in taken:
        covered[start:end] = True
    out: list[MentionPrediction] = []
    for (surface, generic), group in sorted(groups.items(), key=lambda g: (-len(g[0][0]), g[0])):
        mean = np.mean([f.types for f in group], axis=0)
        kind = int(mean.argmax())
        name = labels.entities[kind]
        for item in group:
            score = float(max(item.types[kind], mean[kind]))
            out.append(MentionPrediction(item.start, item.end, name, generic, min(1.0, score)))
        if not generic and mean[kind] >= _SURE and any(c.isupper() for c in surface):
            for match in re.finditer(rf"(?<![\w-]){re.escape(surface)}(?![\w-])", text):
                start, end = match.span()
                if not covered[start:end].any():
                    covered[start:end] = True
                    score = float(mean[kind]) / 2
                    out.append(MentionPrediction(start, end, name, False, score))
    return sorted(out, key=lambda m: (m.start, -m.end, m.generic))
