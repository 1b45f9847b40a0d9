"""The review in the terminal and its commands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from aigeo.cli.review_app import ReviewApp
from aigeo.load import run
from aigeo.load.review.queue import Filter, queue
from aigeo.store import Store
from tests.cli.conftest import Cli, complaint, ok
from tests.load.sources import facts

TEXT = (
    "Deals [of] the week\nNvidia has acquired Mellanox for $7 billion. "
    "Huawei has acquired Nexperia in a deal that pleased nobody.\n"
)


@pytest.fixture
def article(embedded: Store, tmp_path: Path) -> Store:
    path = tmp_path / "deals.txt"
    path.write_text(TEXT)
    run(embedded, embedded.settings, [str(path)])
    return embedded


def drive(store: Store, steps: Callable[[Pilot, ReviewApp], object]) -> ReviewApp:
    app = ReviewApp(store, queue(store, Filter(type="ACQUIRES")), "ann")

    async def play() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            await steps(pilot, app)  # type: ignore[misc]

    asyncio.run(play())
    return app


def shown(app: ReviewApp, id: str) -> str:
    return str(app.query_one(f"#{id}", Static).render())


def test_one_key_a_decision(article: Store) -> None:
    async def steps(pilot: Pilot, app: ReviewApp) -> None:
        assert "1 of 2" in shown(app, "progress") and "Deals [of] the week" in shown(
            app, "progress"
        )
        first = app.items[0]
        assert first.quote in shown(app, "passage")
        marked = app.query_one("#passage", Static).render()
        assert first.quote in {marked.plain[s.start : s.end] for s in marked.spans}
        await pilot.press("r")
        assert "2 of 2" in shown(app, "progress")
        await pilot.press("a")
        assert "1 accepted, 1 rejected" in shown(app, "progress")
        await pilot.press("a", "q")  # nothing left to accept

    app = drive(article, steps)
    rows = article.read("MATCH (s:Statement {type: 'ACQUIRES'}) RETURN s.review AS r ORDER BY r")
    assert [row["r"] for row in rows] == ["accepted", "rejected"]
    assert app.items[0].object_name not in {o for _, t, o in facts(article) if t == "ACQUIRES"}


def test_skip_and_undo(article: Store) -> None:
    async def steps(pilot: Pilot, app: ReviewApp) -> None:
        await pilot.press("n", "r", "u")
        assert "2 of 2" in shown(app, "progress")
        await pilot.press("u")
        assert "nothing to undo" in shown(app, "told")

    before = facts(article)
    drive(article, steps)
    assert facts(article) == before


def test_correct_type_and_end(article: Store) -> None:
    async def steps(pilot: Pilot, app: ReviewApp) -> None:
        await pilot.press("t")
        await pilot.press(*"INVESTS", "underscore", *"IN", "enter")
        assert "2 of 2" in shown(app, "progress")
        await pilot.press("s")
        app.query_one("#asked", Input).value = "nobody at all"
        await pilot.press("enter")
        assert "no entity is named" in shown(app, "told")
        await pilot.press("s", "escape", "s")
        app.query_one("#asked", Input).value = app.items[0].subject_name
        await pilot.press("enter")

    app = drive(article, steps)
    first, second = app.items
    found = facts(article)
    assert (first.subject_name, "INVESTS_IN", first.object_name) in found
    assert (first.subject_name, "ACQUIRES", second.object_name) in found
    assert not any(t == "ACQUIRES" and s == second.subject_name for s, t, _ in found)


def test_a_type_that_does_not_fit_is_refused(article: Store) -> None:
    async def steps(pilot: Pilot, app: ReviewApp) -> None:
        await pilot.press("t")
        app.query_one("#asked", Input).value = "BASED_IN"
        await pilot.press("enter")
        assert "does not hold between" in shown(app, "told")
        assert "1 of 2" in shown(app, "progress")

    drive(article, steps)


def test_commands(cli: Cli, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "deals.txt"
    path.write_text(TEXT)
    ok(cli("load", str(path), "--format", "json"))
    rows = ok(cli("review", "list", "--type", "ACQUIRES", "--format", "json"))
    assert len(rows) == 2
    for row, verdict in zip(rows, ("accept", "reject"), strict=True):
        assert verdict in cli("review", "decide", row["id"], verdict, "--by", "ann").stdout
    for row in ok(cli("review", "list", "--format", "json")):
        cli("review", "decide", row["id"], "accept")
    gold = tmp_path / "gold.jsonl"
    assert cli("gold", "export", "-o", str(gold)).exit_code == 0
    (document,) = map(json.loads, gold.read_text().splitlines())
    assert sum(r["type"] == "ACQUIRES" for r in document["relations"]) == 1
    assert "nothing is waiting" in cli("review").stdout


def test_wrong_use(cli: Cli, store: Store, tmp_path: Path) -> None:
    assert "no document is reviewed" in complaint(cli("gold", "export"))
    assert "no statement" in complaint(cli("review", "decide", "s:0", "accept"))
    assert cli("review", "decide", "s:0").exit_code == 2
    path = tmp_path / "deals.txt"
    path.write_text(TEXT)
    cli("load", str(path))
    assert "needs a terminal" in complaint(cli("review"), 2)
