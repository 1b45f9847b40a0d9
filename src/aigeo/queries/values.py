"""Parameter values: from what a caller types to what the query's type says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from aigeo.errors import UsageError
from aigeo.queries.saved import Parameter

_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def checked(parameter: Parameter, value: Any) -> Any:
    """Give `value` (a typed value, or text as a command line has it) in the parameter's type.

    Raises UsageError naming the parameter, the value and what is wanted. An entity stays the text
    that was given; the runner resolves it.
    """
    try:
        found = _READERS[parameter.type](value)
    except (ValueError, TypeError) as error:
        wanted = str(error) if isinstance(error, _Wanted) else _WANTED[parameter.type]
        raise UsageError(f"parameter {parameter.name}: {value!r} is not {wanted}") from None
    if parameter.minimum is not None and found < parameter.minimum:
        raise UsageError(f"parameter {parameter.name}: {found} is below {parameter.minimum}")
    if parameter.maximum is not None and found > parameter.maximum:
        raise UsageError(f"parameter {parameter.name}: {found} is above {parameter.maximum}")
    if parameter.choices:
        for word in found if isinstance(found, list) else [found]:
            if word not in parameter.choices:
                known = ", ".join(parameter.choices)
                raise UsageError(f"parameter {parameter.name}: {word!r} is not one of {known}")
    return found


class _Wanted(ValueError):
    """A value of the right form with a fault of its own."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    number = int(value)
    if not -(2**63) <= number < 2**63:
        raise _Wanted("a whole number of at most 64 bits")
    return number


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = float(value)
    if number - number != 0:
        raise _Wanted("a finite number")
    return number


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = _text(value).lower()
    if word not in _TRUTH:
        raise ValueError
    return _TRUTH[word]


def _date(value: Any) -> str:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise TypeError
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    if text == "today":
        return date.today().isoformat()
    if len(text) != len("2026-01-31"):
        raise ValueError
    return date.fromisoformat(text).isoformat()


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    if not isinstance(value, list | tuple):
        raise TypeError
    return [_text(word) for word in value]


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "entity": _text,
    "string": _text,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "date": _date,
    "strings": _strings,
}
_WANTED = {
    "entity": "the id or name of an entity",
    "string": "text",
    "integer": "a whole number",
    "float": "a number",
    "boolean": "true or false",
    "date": "a date of the form YYYY-MM-DD, or today",
    "strings": "a list of words separated by commas",
}
