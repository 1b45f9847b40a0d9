"""How strong a fact is on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import numpy as np

from aigeo.influence.facts import Fact
from aigeo.influence.table import FactTable, Floats
from aigeo.model.dates import first_day
from aigeo.model.vocabulary import vocabulary

DAYS_A_YEAR = 365.25

Score = Callable[[Fact, str], float]
"""From a fact and an ISO day to a strength above 0 and at most 1; others may take its place."""


def score(fact: Fact, day: str) -> float:
    """Give base weight × confidence × recency, above 0 and at most 1.

    The stored weight holds the first two; see `recency` for the third.
    """
    return min(1.0, fact.weight * recency(fact.type, fact.dated, day))


@lru_cache(maxsize=65_536)
def recency(type: str, dated: str | None, day: str) -> float:
    """Give the part of its strength that a fact of `type`, dated `dated`, has left on `day`.

    Exponential decay, 2 to the power −(age ÷ half-life), with the half-life of the relation type
    in years; 1 for types that do not fade, for facts without a date and for those yet to begin.
    """
    half_life = vocabulary().relation(type).half_life_years
    if half_life is None or not dated:
        return 1.0
    age = (date.fromisoformat(day) - date.fromisoformat(first_day(dated[:10]))).days / DAYS_A_YEAR
    return float(0.5 ** (max(0.0, age) / half_life))


def strengths(table: FactTable, day: str, weigh: Score = score) -> Floats:
    """Give the strength of every row of a table; the same as `weigh` of each fact.

    Kept with the table, so that a second question about the same day need not weigh again.
    """
    return table.kept(("strengths", day, weigh), lambda: _strengths(table, day, weigh))


def _strengths(table: FactTable, day: str, weigh: Score) -> Floats:
    if weigh is not score:
        return np.fromiter((weigh(fact, day) for fact in table.facts()), np.float64, len(table))
    dates = table.dated.distinct
    keys = table.type.astype(np.int64) * len(dates) + table.dated.codes
    distinct, place = np.unique(keys, return_inverse=True)
    left = [
        recency(table.types[key // len(dates)], dates[key % len(dates)] or None, day)
        for key in distinct.tolist()
    ]
    return np.minimum(1.0, table.weight * np.array(left, np.float64)[place])
