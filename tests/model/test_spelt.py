"""Identifiers in the spellings in which tables have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.ids import external_id
from aigeo.model.spelt import spelt

SAME = {
    "wd:Q4242": ("Q4242", "q4242", "wd:q4242", "wikidata:Q4242", "https://www.wikidata.org/wiki/Q4242",
                 "http://www.wikidata.org/entity/Q4242"),
    "lei:724500Y6DUVHQD6OXN27": ("724500y6duvhqd6oxn27", "LEI:724500Y6DUVHQD6OXN27",
                                 "7245 00Y6 DUVH QD6O XN27"),
    "ofac:36": ("36", "OFAC-36", "#36", "UID 36", "0036"),
    "ticker:NASDAQ:NVDA": ("NASDAQ:NVDA", "Nasdaq: NVDA", "NVDA.O", "XNAS:NVDA", "NasdaqGS NVDA"),
    "ticker:HKEX:0981": ("0981.HK", "981.HK", "HKEX:981", "SEHK: 0981", "981 HK", "981 HK Equity"),
    "ticker:SSE:688981": ("688981.SS", "688981.SH", "SSE:688981", "SHA:688981"),
    "ticker:KRX:005930": ("005930.KS", "KRX:005930"),
    "ticker:NYSE:BRK.B": ("NYSE:BRK.B", "NYSE: BRK.B"),
    "ticker:BRK.B": ("BRK.B",),
    "ticker:NVDA": ("NVDA",),
}  # fmt: skip


@pytest.mark.parametrize("one", SAME)
def test_spellings_of_one_identifier(one: str) -> None:
    scheme = one.partition(":")[0]
    assert {external_id(scheme, text) for text in SAME[one]} == {one}


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("wd", "Q"),
        ("wd", "https://example.org/Q95"),
        ("lei", "724500Y6DUVHQD6OXN28"),
        ("ofac", "x"),
    ],
)
def test_what_is_no_identifier_is_refused(scheme: str, value: str) -> None:
    with pytest.raises(ValueError, match=scheme):
        external_id(scheme, value)


@given(st.sampled_from(["wd", "lei", "ofac", "ticker"]), st.text())
def test_reading_twice_changes_nothing(scheme: str, text: str) -> None:
    once = spelt(scheme, text)
    assert spelt(scheme, once) == once
