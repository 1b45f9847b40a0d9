"""Amounts of money and shares in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "NT$": "TWD",
    "HK$": "HKD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "RMB": "CNY",
    "CHF": "CHF",
}
_WORDS = {
    "new taiwan dollars": "TWD",
    "hong kong dollars": "HKD",
    "singapore dollars": "SGD",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "won": "KRW",
    "rupees": "INR",
    "riyals": "SAR",
    "dirhams": "AED",
    "kronor": "SEK",
}
_SCALE = r"(?:thousand|million|billion|trillion|mln|bln|bn|mn|tn|m|b|k)\b"
_NUMBER = r"\d[\d,.]*\d|\d"
_CURRENCY = "|".join(_WORDS)
_MONEY = re.compile(
    r"(?P<sign>US\$|NT\$|HK\$|A\$|C\$|S\$|RMB ?|CHF ?|[$€£¥₩₹])"
    rf"\s?(?P<a>{_NUMBER})(?:[ -]?(?P<s>{_SCALE}))?"
    rf"|(?P<b>{_NUMBER})(?: (?P<t>{_SCALE}))?(?: of)? (?P<word>{_CURRENCY})\b"
    r"|\b(?P<vague>(?:tens|hundreds) of (?:billions|millions)|billions|millions|trillions)\b"
    rf"(?: of (?P<vagueword>{_CURRENCY})\b)?"
)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as the text writes it ("1.5 billion"), and its ISO 4217 currency where it names
    one."""

    amount: str
    currency: str | None


def find_money(text: str) -> Money | None:
    """The first amount of money in a text."""
    match = _MONEY.search(text)
    if match is None:
        return None
    if match["vague"]:
        word = match["vagueword"]
        return Money(match["vague"], _WORDS[word] if word else None)
    number, scale = (match["a"], match["s"]) if match["a"] else (match["b"], match["t"])
    amount = f"{number} {scale}" if scale else number
    currency = _SIGNS[match["sign"].strip()] if match["sign"] else _WORDS[match["word"]]
    return Money(amount, currency)


def find_share(text: str) -> float | None:
    """The first percentage of at most 100 in a text."""
    for match in _SHARE.finditer(text):
        share = float(match.group(1))
        if share <= 100:
            return share
    return None
