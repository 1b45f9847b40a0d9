"""Text of a table as the value that a property or qualifier of the vocabulary takes."""

from __future__ import annotations

from typing import Any

from aigeo.load.helpers.dates import any_date
from aigeo.load.helpers.numbers import number
from aigeo.model.vocabulary import PropertyType

_TRUE, _FALSE = {"true", "yes", "1", "y"}, {"false", "no", "0", "n"}


def fit(value: Any, to: PropertyType) -> Any:
    """Give `value` in the form of the property; None for text that has no such form.

    Text of a property with several values is parted by strokes, as KGX does.
    """
    if to.multivalued:
        parts = value if isinstance(value, list) else str(value).split("|")
        fitted = [_one(part, to) for part in parts if part not in ("", None)]
        return [v for v in fitted if v is not None]
    return _one(value, to)


def _one(value: Any, to: PropertyType) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if to.range in ("integer", "float"):
        found = number(text)
        return int(found) if found is not None and to.range == "integer" else found
    if to.range == "boolean":
        folded = text.casefold()
        return True if folded in _TRUE else False if folded in _FALSE else None
    if to.range == "date":
        return any_date(text)
    return text or None
