"""What loads ask Neo4j is answered from indexes, row by row.

Their plans do have `Eager` steps, which keep a batch's rows until all are looked up: setting the
properties of one row might change what the next one finds. The rows are in memory anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j as bolt
import pytest

from aigeo.load import publish, run
from aigeo.load.removal import remove_source
from aigeo.store import Store, Transaction
from aigeo.store.plans import planned_once
from aigeo.store.store import Parameters, Row
from tests.load.sources import add_loader, write_csv
from tests.load.test_bulk import MANY, OTHER, OTHER_CODE

SCANS = ("AllNodesScan", "RelationshipTypeScan", "AllRelationshipsScan")
FEW = ("Load", "Review", "Judgement", "CandidatePair", "Meta", "Source", "Identity", "Name")
"""Labels that are scanned once a load, not once a row: to find what was cut off or judged."""


def steps(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan["operatorType"]), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from steps(child)


def test_every_statement_of_a_load_seeks(
    neo4j: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = (
        add_loader(tmp_path / "l"),
        add_loader(tmp_path / "o", name="more", yaml=OTHER, code=OTHER_CODE),
    )
    settings = replace(neo4j.settings, extra_loaders=folders)
    asked: dict[str, Parameters] = {}
    whole = Transaction.run

    def noted(self: Transaction, cypher: str, parameters: Parameters = None) -> list[Row]:
        asked.setdefault(*planned_once(cypher, dict(parameters or {})))
        return whole(self, cypher, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "run", noted)
        run(neo4j, settings, [write_csv(tmp_path / "more.csv", MANY[:200])])
        patch.setattr(publish, "BULK_FROM", 1)
        run(neo4j, settings, [write_csv(tmp_path / "firms.csv", MANY)])
        run(neo4j, settings, [write_csv(tmp_path / "firms.csv", [*MANY[5:], *MANY[:3]])])
        remove_source(neo4j, "more")
    writes = [cypher for cypher in asked if re.search(r"\b(CREATE|SET|DELETE)\b", cypher)]
    assert len(writes) > 15
    server = neo4j.settings
    with bolt.GraphDatabase.driver(
        str(server.uri), auth=(server.user, server.password or "")
    ) as driver:
        driver.execute_query("CALL db.prepareForReplanning(120)")
        for cypher, parameters in asked.items():
            plan = driver.execute_query(
                f"CYPHER replan=force EXPLAIN {cypher}", dict(parameters or {})
            ).summary.plan
            assert plan is not None
            for kind, details in steps(plan):
                assert not any(scan in kind for scan in SCANS), (cypher, kind)
                if "NodeByLabelScan" in kind:
                    assert any(details.endswith(f":{label}") for label in FEW) or (
                        "LIMIT 1" in cypher
                    ), (cypher, details)
