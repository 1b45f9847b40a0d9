"""Judging candidate pairs in the explorer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from aigeo.load import judging
from aigeo.resolve.judgements import everyone_elses
from aigeo.store import Store
from aigeo.web import Options
from tests.web.explorer.browser import Explorer, until
from tests.web.serving import served

PAIRS = [("firm:huawei", "firm:nvidia", 0.4), ("firm:asml", "firm:tsmc", 0.6)]


@pytest.fixture
def reviewing(_browser: Browser, _embedded: Store, url: str) -> Iterator[Explorer]:
    rows = [
        {"id": f"p:{a}|{b}", "left": a, "right": b, "score": score, "reason": "similar name"}
        for a, b, score in PAIRS
    ]
    _embedded.write("MATCH (p:CandidatePair) DELETE p")
    _embedded.write("UNWIND $rows AS row CREATE (p:CandidatePair) SET p = row", {"rows": rows})
    with served(_embedded, Options(reviewer="ann")) as address:
        context = _browser.new_context(viewport={"width": 1280, "height": 800})
        page = Explorer(context.new_page(), address)
        yield page
        context.close()
        assert page.faults == []
        assert page.elsewhere == []
    for change in reversed(judging.log(_embedded)):
        if not change.undone_by:
            judging.undo(_embedded, change.id, by="ann")
    _embedded.write("MATCH (p:CandidatePair) DELETE p")


def test_pairs_are_judged_by_button_and_by_key(reviewing: Explorer, _embedded: Store) -> None:
    reviewing.open("n=firm:tsmc")
    page = reviewing.page
    page.get_by_text("May be one and the same").click()
    items = page.locator("#pairs li")
    items.first.wait_for()
    assert items.count() == 2
    assert "paths" in items.first.inner_text()
    first = items.first.inner_text()
    items.first.get_by_role("button").click()
    until(lambda: "One and the same?" in reviewing.panel())
    assert "≠ name" in reviewing.panel()
    page.get_by_role("button", name="Different").click()
    # The next pair stands there by itself, and the decision can be taken back.
    until(lambda: items.count() == 1)
    page.get_by_role("button", name="Undo the last").click()
    until(lambda: items.count() == 2)
    until(lambda: first.split(" = ")[0] in reviewing.panel())
    page.keyboard.press("u")
    until(lambda: items.count() == 1)
    until(lambda: not page.locator("#panel-body").evaluate("element => element.inert"))
    page.keyboard.press("d")
    until(lambda: "No pair is open" in reviewing.panel())
    assert {(j.verdict, j.by) for j in everyone_elses(_embedded)} == {
        ("unsure", "ann"), ("different", "ann"),
    }  # fmt: skip


def test_a_reading_server_shows_pairs_and_takes_no_decision(
    reviewing: Explorer, explorer: Explorer
) -> None:
    explorer.open("n=firm:tsmc")
    explorer.page.get_by_text("May be one and the same").click()
    explorer.page.locator("#pairs li button").first.click()
    until(lambda: "takes no decisions" in explorer.panel())
    assert explorer.page.get_by_role("button", name="Different").count() == 0
    explorer.page.keyboard.press("s")
    assert "takes no decisions" in explorer.panel()
