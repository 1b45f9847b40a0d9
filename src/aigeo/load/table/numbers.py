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
_CODES = "USD|EUR|GBP|JPY|CNY|RMB|KRW|TWD|HKD|SGD|INR|CHF|CAD|AUD|SEK|ILS|AED|SAR|RUB"
_CURRENCY = re.compile(rf"^(?:US|A|C|CA|AU|HK|NT|S)?[$€£¥₩₹₪]\s*|^(?:{_CODES})\b\s*", re.I)
_AFTER = re.compile(
    rf"\s*(?:\b(?:{_CODES})|(?:US )?dollars?|euros?|pounds?|yuan|yen|won|(?:US)?[$€£¥₩₹₪])$", re.I
)
_SIGNS = {
    "US$": "USD", "NT$": "TWD", "HK$": "HKD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR",
    "₪": "ILS", "RMB": "CNY", "DOLLARS": "USD", "DOLLAR": "USD", "EUROS": "EUR", "EURO": "EUR",
    "POUNDS": "GBP", "POUND": "GBP", "YUAN": "CNY", "YEN": "JPY", "WON": "KRW",
    "CN¥": "CNY", "JP¥": "JPY",
}  # fmt: skip
_SIGN = re.compile(
    r"(?:\b(?:US|NT|HK|AU?|CA?|S)|(?<![A-Z]))[$]|(?:CN|JP)?¥|[€£₩₹₪]|"
    rf"\b(?:{_CODES}|dollars?|euros?|pounds?|yuan|yen|won)\b",
    re.I,
)
_ABOUT = re.compile(r"^(?:[~≈]|about|approx(?:\.|imately)?|around|roughly|circa|ca?\.)\s*", re.I)
_POWER = re.compile(r"(?<=\d)\s*[×x*·]\s*10\s*(?:\^|\*\*)\s*([-+−]?\d+)$")
"""As in 3.8×10^25; a raised exponent that lost its place is none, so the sign is asked for."""
_SCALE_WORDS = {
    **SCALES, **{f"{word}s": factor for word, factor in SCALES.items()},
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
    "mio": 1e6, "mio.": 1e6, "mrd": 1e9, "mrd.": 1e9, "万": 1e4, "亿": 1e8,
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

    "about 500" and "~500" give the number that the source gives.
    The result is multiplied by `scale` and by the factor of its unit. Raises ValueError for
    everything else; ranges and bounds (`10-20`, `>100`) are no numbers.
    """
    rest = _ABOUT.sub("", text.strip())
    rest = _AFTER.sub("", _CURRENCY.sub("", rest)).strip()
    rest = _POWER.sub(lambda m: f"e{m[1].replace('−', '-')}", rest)
    if decimal == "auto":
        decimal = _decimal_of(text)
    match = _NUMBER[decimal].match(rest)
    digits = match.group() if match is not None else ""
    if not re.search(r"\d", digits):
        raise ValueError(f"{text!r} is not a number{_advice(rest, decimal)}")
    factor = scale * _factor(text, rest[len(digits) :].strip(), units, percent, decimal)
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


def _decimal_of(text: str) -> str:
    """Give the decimal sign that a number itself shows. Raises ValueError where it shows none."""
    marks = re.findall(r"[.,](?=\d)", text)
    if len(set(marks)) == 2:
        return str(marks[-1])  # 1.234,5 and 1,234.5
    if len(marks) > 1:
        return "," if marks[0] == "." else "."  # 1.234.567
    if marks and re.search(r"(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?!\d)", text):
        raise ValueError(f"{text!r} can be read in two ways; give decimal: '.' or ','")
    return str(marks[0]) if marks else "."


_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4}|\.\d{3}[.,]\d|,\d+ ?[%€]")
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)|,\d{3}[.,]\d")
_BOUND = re.compile(
    r"[<>≤≥]|(?<=\d)\s*(?:-|–|—|to|bis)\s*[\d$€£]|^(?:up to|over|under|at least|more)", re.I
)


def _advice(text: str, decimal: str) -> str:
    """Say what to write into the mapping for a text that is nearly a number."""
    if _BOUND.search(text):
        return " (a range or bound; take one end with extract, or leave it out with invalid: drop)"
    if (_COMMA if decimal == "." else _POINT).search(text):
        other = "," if decimal == "." else "."
        return f' (for this form of decimals write decimal: "{other}")'
    return ""


def _factor(
    text: str, unit: str, units: Mapping[str, float] | None, percent: bool, decimal: str
) -> float:
    if not unit:
        return 1.0
    if unit == "%" and percent:
        return 1.0
    known = {name.casefold(): factor for name, factor in (units or {}).items()}
    if unit.casefold() in known:
        return known[unit.casefold()]
    if units is None and unit == "T":
        return SCALES["trillion"]  # a small t is a tonne
    if units is None and unit.casefold() in _SCALE_WORDS:
        return _SCALE_WORDS[unit.casefold()]
    raise ValueError(
        f"{text!r} is not a number"
        + (f"; units known: {', '.join(units)}" if units else _advice(text, decimal))
    )


def read_currency(text: str) -> str:
    """Give the ISO 4217 code of a currency, or of the one that an amount is in: `$1.5 billion`.

    Raises ValueError where none or several are named, and for `¥` alone, which two countries use.
    """
    if re.fullmatch(r"[A-Z]{3}", text) and text != "RMB":
        return text
    found = {match.upper() for match in _SIGN.findall(text)}
    codes = {_SIGNS.get(sign, sign) for sign in found}
    if not found and re.fullmatch(r"[a-z]{3}", text):
        return text.upper()
    if codes == {"¥"}:
        raise ValueError(
            f"{text!r} does not tell one currency: ¥ is the sign of two; state one with "
            "{value: CNY} or {value: JPY}, or read it from another column"
        )
    if len(codes) != 1:
        raise ValueError(f"{text!r} does not tell one currency")
    return str(codes.pop())
