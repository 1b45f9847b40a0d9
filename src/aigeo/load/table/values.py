"""From a value's description in the mapping to typed values of a row."""

from __future__ import annotations

import ast
import json
import re
from contextlib import suppress
from functools import cache
from typing import Any

from aigeo.load.helpers.names import natural_order
from aigeo.load.table.cells import Cells, cell_text
from aigeo.load.table.countries import country_of
from aigeo.load.table.dates import Edge, read_date
from aigeo.load.table.model import COLUMN_IN_TEMPLATE, Value
from aigeo.load.table.numbers import read_currency, read_number
from aigeo.load.table.splitting import split
from aigeo.model.validate import value_fault
from aigeo.model.vocabulary import PropertyType

TRUE = frozenset({"true", "yes", "y", "1", "x", "t", "✓", "✔"})
OPEN = frozenset({"present", "ongoing", "current", "now", "today", "to date", "open", "heute"})
FALSE = frozenset({"false", "no", "n", "0", "f"})


class BadValue(ValueError):
    """A cell that does not hold what the mapping says."""


def texts(value: Value, cells: Cells) -> list[Any]:
    """Give what a value reads from a row, mapped but not yet typed; nothing where it is empty.

    Raises BadValue when `map` has no entry for a text and there is no `default`.
    """
    if value.is_plain and value.value is not None:
        return [value.value]
    found = _raw(value, cells)
    if value.is_plain:
        return [part for text in found for part in _as_listed(text)]
    if value.extract is not None:
        found = [part for text in found if (part := _extracted(value.extract, text))]
    if value.column is not None and value.split != ("json",):
        found = [part for text in found for part in _as_listed(text)]
    if value.split == ("json",):
        found = [part for text in found for part in _listed(cell_text(text))]
    elif value.split:
        found = [p for text in found for p in split(cell_text(text), value.split)]
        found = [p for p in found if p.casefold() not in cells.missing]
    if not found and value.default is not None:
        return [value.default]
    if value.inverted:
        found = [natural_order(cell_text(text)) for text in found]
    if value.map is None:
        return found
    return [m for text in found if (m := _mapped(value, text)) is not None]


def _raw(value: Value, cells: Cells) -> list[Any]:
    if value.value is not None:
        return [value.value]
    if value.column is not None:
        return list(cells.texts(value.column))
    for choice in value.first:
        if found := texts(choice, cells):
            return found
    if value.template is None:
        return []
    parts = {name: cells.texts(name) for name in COLUMN_IN_TEMPLATE.findall(value.template)}
    if not all(parts.values()):
        return []  # half a name ("Austin, ") names something else
    return [COLUMN_IN_TEMPLATE.sub(lambda m: ", ".join(parts[m[1]]), value.template)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _extracted(pattern: str, text: Any) -> str:
    match = _compiled(pattern).search(cell_text(text))
    if match is None:
        return ""
    return str(match[match.re.groups] or "").strip()


def _mapped(value: Value, text: Any) -> Any:
    table = {key.strip().casefold(): result for key, result in (value.map or {}).items()}
    key = cell_text(text).casefold()
    if key in table:
        return table[key]
    if value.default is not None:
        return value.default
    if value.others == "reject":
        raise BadValue(
            f"{text!r} is not in the mapping's map; list it, or say others: keep (or drop)"
        )
    return text if value.others == "keep" else None


def typed(text: Any, value: Value, spec: PropertyType) -> Any:
    """Turn a text into the type that the vocabulary gives a property. Raises BadValue.

    "present" and the like as an end give None.
    """
    if spec.name == "end" and cell_text(text).casefold() in OPEN:
        return None
    try:
        result = _parsed(text, value, spec)
    except ValueError as error:
        raise BadValue(str(error)) from error
    fault = value_fault(result, spec)
    if fault is not None:
        raise BadValue(fault)
    return result


def _parsed(text: Any, value: Value, spec: PropertyType) -> Any:
    match spec.range:
        case "date":
            edge: Edge = "start" if spec.name == "start" else "end" if spec.name == "end" else None
            return read_date(cell_text(text), value.format, edge)
        case "boolean":
            return read_boolean(text)
        case "integer" | "float":
            number = read_number(
                cell_text(text), decimal=value.decimal, scale=value.scale, units=value.units,
                percent=spec.unit == "%",
            )  # fmt: skip
            if spec.range == "integer" and isinstance(number, float):
                if not number.is_integer():
                    raise BadValue(f"{text!r} is not a whole number")
                return int(number)
            return number
        case _ if spec.name == "currency":
            return read_currency(cell_text(text))
        case _ if spec.name == "nationality":
            return country_of(cell_text(text)) or cell_text(text)
        case _:
            return cell_text(text)


def read_boolean(text: Any) -> bool:
    """Read yes or no. Raises BadValue."""
    key = cell_text(text).casefold()
    if key in TRUE or key in FALSE:
        return key in TRUE
    raise BadValue(f"{text!r} is neither yes nor no")


def _scalar(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | float) else cell_text(value)


def _as_listed(text: Any) -> list[Any]:
    """Give the items of a cell that is a list of texts by its form, as programs write them."""
    if isinstance(text, str) and text.startswith(('["', "['")) and text.endswith("]"):
        with suppress(BadValue):
            return _listed(text)
    return [text]


def _listed(text: str) -> list[Any]:
    try:
        items = json.loads(text)
    except ValueError as error:
        try:
            items = ast.literal_eval(text)  # the list of a Python program: ['a', 'b']
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise BadValue(f"{text!r} is not a JSON list") from error
    return [_scalar(i) for i in (items if isinstance(items, list) else [items]) if i is not None]
