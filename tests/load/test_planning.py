"""Plans that a server makes while a load still reads."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from aigeo.load import planning
from aigeo.load.planning import ask_of_nobody
from aigeo.store import Store, Transaction
from aigeo.store.store import Parameters, Row
from tests.load.sources import ROWS, Firms
from tests.load.test_reloads import everything


def asked_by(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Note the statements that are asked from now on, by the first word of the thread's name."""
    asked: dict[str, set[str]] = {}
    whole = Transaction.run

    def noted(self: Transaction, cypher: str, parameters: Parameters = None) -> list[Row]:
        asked.setdefault(threading.current_thread().name.split("_")[0], set()).add(cypher)
        return whole(self, cypher, parameters)

    monkeypatch.setattr(Transaction, "run", noted)
    return asked


def test_asking_of_nobody_changes_nothing(store: Store, tmp_path: Path) -> None:
    Firms(store, tmp_path).load(ROWS, force="test")
    before = everything(store)
    ask_of_nobody(store)
    assert everything(store) == before


def test_what_a_reload_links_by_is_planned_ahead(
    neo4j: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = Firms(neo4j, tmp_path)
    firms.load(ROWS, force="test")
    asked = asked_by(monkeypatch)
    new = ("International Business Machines 2 GmbH", "Germany", "1911", "华为", "2001")
    firms.load([*ROWS, new], force="test")
    blocks = {text for text in asked["MainThread"] if text.startswith("UNWIND $texts")}
    assert len(blocks) > 15
    assert blocks <= asked["plans"]


def test_where_plans_fail_the_load_goes_on(
    neo4j: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(store: Store) -> None:
        raise OSError("no connection")

    firms = Firms(neo4j, tmp_path)
    firms.load(ROWS, force="test")
    monkeypatch.setattr(planning, "ask_of_nobody", fails)
    assert firms.load(ROWS[1:], force="test").withdrawn


def test_the_embedded_engine_is_asked_nothing_ahead(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = Firms(embedded, tmp_path)
    firms.load(ROWS, force="test")
    asked = asked_by(monkeypatch)
    firms.load(ROWS[1:], force="test")
    assert "plans" not in asked and "MainThread" in asked
