"""Whether a row meets the conditions of a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aigeo.load.table.cells import Cells, cell_text
from aigeo.load.table.model import Condition, Scalar
from aigeo.load.table.numbers import read_number


def holds(conditions: Iterable[Condition], cells: Cells) -> bool:
    """Tell whether all conditions hold for a row."""
    return all(_one(condition, cells) for condition in conditions)


def _one(condition: Condition, cells: Cells) -> bool:
    if condition.any is not None:
        return any(_one(c, cells) for c in condition.any)
    if condition.all is not None:
        return all(_one(c, cells) for c in condition.all)
    if condition.none is not None:
        return not any(_one(c, cells) for c in condition.none)
    texts = cells.texts(condition.column or "")
    text = ", ".join(texts)
    tests = [
        condition.is_ is None or _equals(texts, (condition.is_,)),
        condition.in_ is None or _equals(texts, condition.in_),
        condition.not_ is None or not _equals(texts, (condition.not_,)),
        condition.not_in is None or not _equals(texts, condition.not_in),
        condition.empty is None or condition.empty == (not texts),
        condition.contains is None or condition.contains.casefold() in text.casefold(),
        condition.matches is None or re.search(condition.matches, text) is not None,
        condition.at_least is None or _compare(text, condition.at_least, 1),
        condition.at_most is None or _compare(text, condition.at_most, -1),
    ]
    return all(tests)


def _equals(texts: Sequence[str], wanted: Iterable[Scalar]) -> bool:
    # A list cell meets "is" when one of its items does.
    keys = {cell_text(value).casefold() for value in wanted}
    return any(text.casefold() in keys for text in texts)


def _compare(text: str, bound: float | str, sign: int) -> bool:
    """Compare as numbers, else (ISO dates) as text; an empty cell is never in bounds."""
    if not text:
        return False
    if isinstance(bound, str):
        return text >= bound if sign > 0 else text[: len(bound)] <= bound
    try:
        return (read_number(text, percent=True) - bound) * sign >= 0
    except ValueError:
        return False
