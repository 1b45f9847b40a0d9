"""Numbers and amounts as datasets write them."""

from __future__ import annotations

import math
import re

_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9}
_SCALED = re.compile(r"\$?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>[A-Za-z]+)?$")


def number(text: str) -> float | None:
    """Read a finite, non-negative number ("1.5e+16", "12,000"); None where there is none."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def positive(text: str) -> float | None:
    """Read a number above zero; None for zero, which tables use for "not known"."""
    return number(text) or None


def whole(text: str) -> int | None:
    """Read a whole number above zero, rounding a decimal ("4096.0"); None where there is none."""
    value = positive(text)
    return round(value) or None if value is not None else None


def percent(text: str) -> float | None:
    """Read a share of 0 to 100 ("65%", "65"); None where it is empty, no number or outside."""
    value = number(text.strip().rstrip("%").strip())
    return value if value is not None and value <= 100 else None


def money(text: str) -> float | None:
    """Read an amount with an optional scale ("$1.5 billion", "300M"); None where unreadable."""
    match = _SCALED.match(text.strip())
    if match is None:
        return None
    scale = (match["scale"] or "").casefold()
    if scale and scale not in _SCALES:
        return None
    value = number(match["number"])
    # Rounded to cents: 1.1 * 1e9 is not a whole number in binary.
    return None if value is None else round(value * _SCALES.get(scale, 1.0), 2)
