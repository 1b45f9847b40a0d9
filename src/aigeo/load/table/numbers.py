"""Numbers as tables write them: separators, units, currencies, percent."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from aigeo.load.table.model import SCALES

_NUMBER = {
    ".": re.compile(
        r"[-+−]?(?:\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?"
    ),
    ",": re.compile(
        r"[-+−]?(?:\d{1,3}(?:[.'’ \u00a0\u202f]\d{3})+|\d+)?(?:,\d+)?(?:[eE][-+]?\d+)?"
    ),
}
_CURRENCY = re.compile(r"^(?:US|A|C|HK|NT|S)?[$€£¥₩₹]\s*|^(?:USD|EUR|GBP|JPY|CNY|RMB|KRW|TWD)\s*")
_AFTER = re.compile(
    r"\s*(?:USD|EUR|GBP|JPY|CNY|RMB|KRW|TWD|dollars|euros?|yuan|yen|won|[€£¥₩])$", re.I
)
_SCALE_WORDS = {
    **SCALES, "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip


def read_number(
    text: str,
    *,
    decimal: str = ".",
    scale: float = 1.0,
    units: Mapping[str, float] | None = None,
    percent: bool = False,
) -> float | int:
    """Read a number: `1,234.5`, `$1.5 billion`, `3.2 GW` with `units`, `65 %` where allowed.

    The result is multiplied by `scale` and by the factor of its unit. Raises ValueError for
    everything else; ranges and bounds (`10-20`, `>100`) are no numbers.
    """
    rest = _AFTER.sub("", _CURRENCY.sub("", text.strip())).strip()
    match = _NUMBER[decimal].match(rest)
    digits = match.group() if match is not None else ""
    if not re.search(r"\d", digits):
        raise ValueError(f"{text!r} is not a number")
    factor = scale * _factor(text, rest[len(digits) :].strip(), units, percent)
    thousands = "." if decimal == "," else ","
    plain = re.sub(r"['’ \u00a0\u202f]", "", digits.replace(thousands, ""))
    value = float(plain.replace(",", ".").replace("−", "-"))
    if not math.isfinite(value * factor):
        raise ValueError(f"{text!r} is not a finite number")
    if factor == 1.0:
        return int(plain) if re.fullmatch(r"[-+]?\d+", plain) else value
    # 1.1 * 1e9 is not whole in binary: keep the digits that the text has.
    value = float(f"{value * factor:.15g}")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _factor(text: str, unit: str, units: Mapping[str, float] | None, percent: bool) -> float:
    if not unit:
        return 1.0
    if unit == "%" and percent:
        return 1.0
    known = {name.casefold(): factor for name, factor in (units or {}).items()}
    if unit.casefold() in known:
        return known[unit.casefold()]
    if units is None and unit.casefold() in _SCALE_WORDS:
        return _SCALE_WORDS[unit.casefold()]
    raise ValueError(
        f"{text!r} is not a number" + (f"; units known: {', '.join(units)}" if units else "")
    )
