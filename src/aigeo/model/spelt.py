"""Identifiers as people write them, in the one spelling by which sources meet.

A Wikidata item may be given by its address, an LEI with spaces, a ticker with its exchange before
or behind it. What is no known spelling is left as it stands, for the scheme's check to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_ITEM = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/|(?:wikidata|wd):\s*)?"
                   r"(Q[0-9]+)/?", re.IGNORECASE)  # fmt: skip
_LEI = re.compile(r"(?:LEI)?[\s:#-]*((?:[A-Z0-9][\s-]?){20})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:OFAC|SDN|UID|ID|NO|ENTITY)?[\s:#.-]*0*([0-9]+)", re.IGNORECASE)
_EXCHANGES: Mapping[str, str] = {
    "NASDAQ": "nasdaq nasdaqgs nasdaqgm nasdaqcm nasdaq-gs nasdaq-gm nasdaq-cm xnas",
    "NYSE": "nyse xnys",
    "HKEX": "hkex sehk hkg hkse xhkg",
    "SSE": "sse sha shse xshg shanghai",
    "SZSE": "szse she xshe shenzhen",
    "TSE": "tse tyo jpx xtks tokyo",
    "KRX": "krx xkrx kospi",
    "KOSDAQ": "kosdaq xkos",
    "TWSE": "twse tpe xtai",
    "TPEX": "tpex roco",
    "LSE": "lse lon xlon",
    "AMS": "ams xams",
    "EPA": "epa xpar",
    "ETR": "etr xetr xetra",
}
_BEFORE = {name: code for code, names in _EXCHANGES.items() for name in names.split()}
_BEHIND = {
    "o": "NASDAQ", "oq": "NASDAQ", "n": "NYSE", "hk": "HKEX", "ss": "SSE", "sh": "SSE",
    "sz": "SZSE", "t": "TSE", "jp": "TSE", "ks": "KRX", "kq": "KOSDAQ", "tw": "TWSE",
    "two": "TPEX", "l": "LSE", "as": "AMS", "pa": "EPA", "de": "ETR",
}  # fmt: skip
"""Suffixes of symbols, as Reuters, Yahoo and Bloomberg write them."""
_EXCHANGE_FIRST = re.compile(r"([A-Za-z-]+)(?:\s*:\s*|\s+)([A-Za-z0-9.-]+)")
_SYMBOL_FIRST = re.compile(r"([A-Za-z0-9-]+)(?:\.|\s+)([A-Za-z]{1,3})(?:\s+equity)?", re.IGNORECASE)
PADDED = 4
"""Digits of a symbol of Hong Kong's exchange."""


def spelt(scheme: str, value: str) -> str:
    """Give an identifier in the spelling of its scheme where it is one of the known spellings.

    >>> spelt("wd", "https://www.wikidata.org/wiki/q95"), spelt("lei", "LEI: 7245 00Y6DUVHQD6OXN27")
    ('Q95', '724500Y6DUVHQD6OXN27')
    >>> spelt("ticker", "981.HK"), spelt("ticker", "Nasdaq: NVDA"), spelt("ticker", "BRK.B")
    ('HKEX:0981', 'NASDAQ:NVDA', 'BRK.B')
    """
    text = " ".join(value.split())
    read = _READ.get(scheme)
    return read(text) if read is not None else text


def _item(text: str) -> str:
    found = _ITEM.fullmatch(text)
    return found.group(1).upper() if found else text


def _lei(text: str) -> str:
    found = _LEI.fullmatch(text)
    return re.sub(r"[\s-]", "", found.group(1)).upper() if found else text


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    return found.group(1) if found else text


def _ticker(text: str) -> str:
    found = _EXCHANGE_FIRST.fullmatch(text)
    if found and (exchange := _BEFORE.get(found.group(1).lower())):
        return _listed(exchange, found.group(2))
    found = _SYMBOL_FIRST.fullmatch(text)
    if found and (exchange := _BEHIND.get(found.group(2).lower())):
        return _listed(exchange, found.group(1))
    return text


def _listed(exchange: str, symbol: str) -> str:
    if exchange == "HKEX" and symbol.isdigit():
        symbol = symbol.lstrip("0").zfill(PADDED)
    return f"{exchange}:{symbol.upper()}"


_READ: Mapping[str, Callable[[str], str]] = {
    "wd": _item,
    "lei": _lei,
    "ofac": _number,
    "ticker": _ticker,
}
