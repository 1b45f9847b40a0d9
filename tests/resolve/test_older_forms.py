"""Graphs of earlier stored forms: decisions on identity keep what they decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aigeo.load import judging
from aigeo.resolve import find, search
from aigeo.resolve.judgements import everyone_elses, touching
from aigeo.store import Store
from aigeo.store.migrations import SCHEMA_VERSION, prepare, stored_version

ENTITY = {
    "type": "Firm", "aliases": [], "countries": [], "external_ids": [], "sources": ["old"],
    "statement_count": 1, "confidence": 0.9, "generic": False,
}  # fmt: skip


def statement(id: str, subject: str, fact: str, name: str) -> Mapping[str, Any]:
    return {
        "id": id, "kind": "entity", "type": "Firm", "subject": subject, "fact": fact,
        "properties": f'{{"name": "{name}"}}', "confidence": 0.9, "source": "old", "row": 1,
        "part": "old.csv", "first_seen": "2025-01-01", "review": "unreviewed", "load": "load:old",
    }  # fmt: skip


def older(store: Store, version: int) -> None:
    """Write what form 1 or 2 kept of two firms that a load linked, one of which a person parted.

    Names had their id alone, judgements and candidate pairs no index, and there was no log.
    """
    store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.schema_version = $v", {"v": version})
    if store.engine == "neo4j":
        for index in ("judgement_left", "judgement_right", "name_omit0", "name_rest"):
            store.write(f"DROP INDEX {index} IF EXISTS")
    store.write(
        "CREATE (s:Source {id: 'old', title: 'Old list', dataset: 'old'}) "
        "CREATE (a:Entity:Agent:Organization:Firm {id: 'firm:acme', name: 'Acme Devices'}) "
        "SET a += $entity "
        "CREATE (b:Entity:Agent:Organization:Firm {id: 'firm:borealis', name: 'Borealis'}) "
        "SET b += $entity "
        "CREATE (:Name {id: 'acme devices'})-[:NAMES]->(a) "
        "CREATE (:Name {id: 'borealis'})-[:NAMES]->(b) "
        "CREATE (:Identity {id: 'old:1', canonical: 'firm:acme', load: 'load:old'})",
        {"entity": ENTITY},
    )
    rows = [
        statement("s:1", "firm:acme", "firm:acme", "Acme Devices"),
        statement("s:2", "old:1", "firm:acme", "ACME Devices Inc."),
        statement("s:3", "firm:borealis", "firm:borealis", "Borealis"),
    ]
    store.write(
        "MATCH (src:Source {id: 'old'}) UNWIND $rows AS row "
        "CREATE (s:Statement)-[:FROM]->(src) SET s = row",
        {"rows": rows},
    )
    # A load's judgement as the first versions wrote it, and a person's without a reason.
    store.write(
        "CREATE (:Judgement {id: 'j:old:1|firm:acme', left: 'old:1', right: 'firm:acme', "
        "verdict: 'same', by: 'aigeo', at: '2025-01-01', reason: 'name', load: 'load:old'}) "
        "CREATE (:Judgement {id: 'j:1', left: 'firm:borealis', right: 'firm:acme', "
        "verdict: 'different', by: 'ann', at: '2025-02-01'})"
    )


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_judgements_of_older_forms_hold_after_the_migration(store: Store, version: int) -> None:
    older(store, version)
    prepare(store)
    assert stored_version(store) == SCHEMA_VERSION
    (anns,) = everyone_elses(store)
    assert (anns.left, anns.verdict, anns.by, anns.reason) == (
        "firm:borealis",
        "different",
        "ann",
        "",
    )
    assert {j.by for j in touching(store, ["firm:acme"])} == {"aigeo", "ann"}
    assert find(store, "old:1") == "firm:acme"
    assert [row["id"] for row in search(store, "amce devices")] == ["firm:acme"]
    assert [row["id"] for row in search(store, "devi")] == ["firm:acme"]


def test_what_an_older_load_linked_can_be_parted_and_joined_again(store: Store) -> None:
    older(store, 1)
    prepare(store)
    parted = judging.split(store, "old:1", "firm:acme", by="bob")
    assert [row["by"] for row in parted.ended] == ["aigeo"]
    assert find(store, "old:1") == "old:1"
    judging.undo(store, parted.id, by="bob")
    assert find(store, "old:1") == "firm:acme"
    kept = store.read("MATCH (j:Judgement {id: 'j:old:1|firm:acme'}) RETURN j.load AS load")
    assert kept == [{"load": "load:old"}]


def test_addresses_of_older_graphs_are_looked_up_after_the_migration(store: Store) -> None:
    older(store, 5)
    store.write(
        "MATCH (e:Entity {id: 'firm:acme'}) SET e.address = ['9 Lantern Street, Leeds LS1'], "
        "e.website = 'https://acme.example/en'"
    )
    prepare(store)
    rows = store.read(
        "MATCH (n:Name)-[:NAMES]->(e:Entity {id: 'firm:acme'}) WHERE n.id STARTS WITH '@' "
        "RETURN n.id AS id ORDER BY id"
    )
    assert [row["id"] for row in rows] == ["@9 ls1 lantern", "@website:acme.example"]
    assert [row["id"] for row in search(store, "amce devices")] == ["firm:acme"]
