"""What an overlay changes in answers, and that it changes nothing in the graph."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from neo4j.exceptions import Neo4jError

from aigeo.answers.known import as_known
from aigeo.answers.overlay import overlay_of
from aigeo.answers.supposing import SOURCE, suppose
from aigeo.errors import InputError, StoreError
from aigeo.influence import Filters, StoredFacts, paths
from aigeo.influence.reading import _parts
from aigeo.influence.snapshot import Snapshot
from aigeo.model.ids import fact_id
from aigeo.queries import catalogue, run
from aigeo.resolve import find
from aigeo.store import Store, Transaction
from aigeo.store.view import View
from tests.answers.everything import everything
from tests.queries.world import AS_OF

Run = Callable[..., Result]
HUAWEI_BAIDU = fact_id("SUPPLIES", "firm:huawei", "firm:baidu", {"item": "chip:ascend-910"})
NO_SUPPLY: dict[str, Any] = {
    "remove": [{"type": "SUPPLIES", "subject": "Huawei", "object": "Baidu"}]
}


def ask(store: Store, overlay: Any, query: str, **parameters: Any) -> tuple[Any, Any]:
    found = catalogue(store.settings)[query]
    outcome = suppose(
        store,
        overlay_of(overlay, Path("overlay.yaml")),
        lambda view: run(view, found, {"as_of": AS_OF, **parameters}),
    )
    return outcome.real, outcome.supposed


def test_a_fact_removed_by_its_ends_or_by_its_id(world: Store) -> None:
    for overlay in (NO_SUPPLY, {"remove": [{"fact": HUAWEI_BAIDU}]}):
        real, supposed = ask(world, overlay, "supply-chain", entity="Baidu")
        assert [row["supplier"] for row in real] == ["firm:huawei"]
        assert supposed == []


def test_a_fact_added_counts_everywhere(world: Store) -> None:
    overlay = {
        "title": "Netherlands joins",
        "add": [
            {
                "type": "SANCTIONS",
                "subject": "U.S. government",
                "object": "TSMC",
                "qualifiers": {"program": "Entity List", "list": "SDN List"},
                "start": "2025-06",
                "confidence": 0.5,
                "reason": "as threatened",
            }
        ],
    }
    real, supposed = ask(world, overlay, "listings-of", entity="TSMC")
    assert real == []
    (row,) = supposed
    assert row["program"] == "Entity List"
    assert (row["list"], row["list_name"]) == ("policy:sdn-list", "SDN List")
    assert row["quote"] == "supposed: as threatened"
    assert row["sources"] == [SOURCE]
    assert row["date"] == "2025-06"
    _, evidence = ask(world, overlay, "evidence", fact=row["id"])
    assert [(e["sources"], e["confidence"]) for e in evidence] == [([SOURCE], 0.5)]


def test_an_added_fact_takes_the_place_of_the_known_one(world: Store) -> None:
    overlay = {
        "add": [
            {"type": "OWNS", "subject": "Google", "object": "Anthropic",
             "qualifiers": {"share": 60}}
        ]
    }  # fmt: skip
    real, supposed = ask(world, overlay, "owners", entity="Anthropic")
    assert [row["share"] for row in real] == [14.0, 14.0]
    assert [row["share"] for row in supposed] == [60.0, 60.0]


def test_a_new_entity_can_be_asked_about(world: Store) -> None:
    overlay = overlay_of(
        {
            "entities": [{"type": "Firm", "name": "New Foundry", "countries": ["NL"]}],
            "add": [{"type": "SUPPLIES", "subject": "New Foundry", "object": "Baidu"}],
        },
        Path("overlay.yaml"),
    )
    outcome = suppose(
        world,
        overlay,
        lambda view: view.read("MATCH (e:Firm {id: 'firm:new-foundry'})-[r]->(b) RETURN b.id AS b"),
    )
    assert outcome.real == []
    assert outcome.supposed == [{"b": "firm:baidu"}]
    assert suppose(world, overlay, lambda view: _found(view, "new foundry")).supposed


def _found(store: Store, name: str) -> bool:
    return bool(store.read("MATCH (n:Name {id: $name})-[:NAMES]->() RETURN n", {"name": name}))


def test_influence_paths_over_supposed_facts(world: Store) -> None:
    outcome = suppose(
        world,
        overlay_of(NO_SUPPLY, Path("o.yaml")),
        lambda view: paths(StoredFacts(view), "firm:huawei", "firm:baidu").paths,
    )
    real, supposed = ([[h["type"] for h in p["hops"]] for p in answer]
                      for answer in (outcome.real, outcome.supposed))  # fmt: skip
    assert ["SUPPLIES"] in real
    assert ["SUPPLIES"] not in supposed
    assert ["DEVELOPS", "USES"] in supposed


def test_analyses_of_the_whole_graph_see_it_and_their_cache_does_not(world: Store) -> None:
    def edges(view: Store) -> set[str]:
        return {fact.id for fact in StoredFacts(view).table(Filters()).facts()}

    known = edges(world)
    for _ in range(2):
        outcome = suppose(world, overlay_of(NO_SUPPLY, Path("o.yaml")), edges)
        assert outcome.real == known
        assert outcome.supposed == known - {HUAWEI_BAIDU}
        assert edges(world) == known
        assert as_known(world, "2020-01-01", edges) == set()


def test_nothing_of_it_stays_even_after_a_failure(world: Store) -> None:
    before = everything(world)
    overlay = overlay_of(
        {
            "entities": [{"type": "Firm", "name": "New Foundry"}],
            "add": [
                {"type": "OWNS", "subject": "New Foundry", "object": "TSMC"},
                {"type": "BASED_IN", "subject": "New Foundry", "object": "Taiwan"},
            ],
            "remove": [{"subject": "Nvidia"}, {"object": "Baidu"}],
        },
        Path("o.yaml"),
    )
    suppose(world, overlay, everything)
    assert everything(world) == before

    def failing(view: Store) -> None:
        view.read("MATCH (n RETURN n")

    with pytest.raises(Neo4jError):
        suppose(world, overlay, failing)
    assert everything(world) == before
    # The indexes have kept nothing either: the ids and names are free.
    world.write("CREATE (:Entity {id: 'firm:new-foundry'}) CREATE (:Name {id: 'new foundry'})")
    for label in ("Entity", "Name"):
        world.write(f"MATCH (n:{label}) WHERE n.id CONTAINS 'new' DETACH DELETE n")
    assert everything(world) == before


ADDING = {
    **NO_SUPPLY,
    "entities": [{"type": "Firm", "name": "New Foundry"}],
    "add": [
        {"type": "SUPPLIES", "subject": "New Foundry", "object": "Baidu"},
        {"type": "PARTNERS_WITH", "subject": "TSMC", "object": "New Foundry"},
    ],
}


@pytest.mark.parametrize("overlay", [NO_SUPPLY, ADDING])
def test_facts_altered_in_columns_are_those_of_the_supposed_graph(
    world: Store, overlay: dict[str, Any]
) -> None:
    every = Filters(as_of=None, statuses=("stated", "alleged", "planned", "ended"))
    before = StoredFacts(world).table(every).facts()  # so that they are at hand

    def both(view: Store) -> tuple[Any, Any]:
        facts = StoredFacts(view)
        assert facts.at_hand()
        read = Snapshot.joined(_parts(view)).table(every).facts()
        return facts.table(every).facts(), read

    outcome = suppose(world, overlay_of(overlay, Path("o.yaml")), both)
    assert outcome.real[0] == outcome.real[1] == before
    assert outcome.supposed[0] == outcome.supposed[1] != before
    known, read = as_known(world, "2001-01-01", both)
    assert known == read == []


def test_others_see_the_graph_as_it_is(world: Store) -> None:
    def look(view: Store) -> tuple[int, int]:
        count = "MATCH (:Entity {id: 'firm:huawei'})-[r:SUPPLIES]->() RETURN count(r) AS n"
        return view.read(count)[0]["n"], world.read(count)[0]["n"]

    outcome = suppose(world, overlay_of(NO_SUPPLY, Path("o.yaml")), look)
    assert outcome.real == (1, 1)
    assert outcome.supposed == (0, 1)


def test_a_view_cannot_write(world: Store) -> None:
    def work(tx: Transaction) -> None:
        view = View(world, tx)
        assert find(view, "Baidu") == "firm:baidu"
        with pytest.raises(StoreError, match="read only"):
            view.write("CREATE (n)")
        with pytest.raises(StoreError, match="read only"):
            view.transact(lambda tx: tx.run("CREATE (n)"))
        with pytest.raises(StoreError, match="read only"):
            view.rehearse(lambda tx: tx.run("CREATE (n)"))

    world.rehearse(work)


@pytest.mark.parametrize(
    ("overlay", "message", "hint"),
    [
        ({"remove": [{"fact": "f:none"}]}, r"o\.yaml, field 'remove\[1\]\.fact': the graph has no "
         "fact 'f:none'", "timeline"),
        ({"remove": [{"type": "SUPPLIES", "subject": "ASML", "object": "Baidu"}]},
         r"remove\[1\]': the graph has no SUPPLIES of ASML and Baidu",
         r"ASML -\[SUPPLIES\]-> TSMC"),
        ({"remove": [{"type": "OWNS", "subject": "Huawei", "object": "Baidu"}]},
         "no OWNS of Huawei and Baidu", r"Huawei -\[SUPPLIES\]-> Baidu"),
        ({"remove": [{"subject": "Nvidja"}]}, r"remove\[1\]\.subject': no entity is named 'Nvidja'",
         "Nvidia"),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "Zork"}]},
         r"add\[1\]\.object': no entity is named 'Zork'", ""),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "China"}]},
         "OWNS does not go from Firm to Country", ""),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "Nvidia"}]}, "with itself", ""),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "TSMC",
                   "qualifiers": {"share": 160}}]}, "share", ""),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "TSMC", "start": "soon"}]},
         "soon", ""),
        ({"add": [{"type": "OWNS", "subject": "Nvidia", "object": "TSMC", "confidence": 2}]},
         "confidence", ""),
        ({"entities": [{"type": "Firm", "name": "Nvidia"}]}, "has firm:nvidia already", ""),
    ],
)  # fmt: skip
def test_what_the_graph_does_not_have(world: Store, overlay: Any, message: str, hint: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        suppose(world, overlay_of(overlay, Path("o.yaml")), lambda view: None)
    assert hint == "" or re.search(hint, str(refused.value.hint))


def test_the_command_line_shows_what_changes(aigeo: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "no-supply.yaml"
    overlay.write_text(
        "title: Huawei stops\nremove:\n  - {type: SUPPLIES, subject: Huawei, object: Baidu}\n"
    )
    asked = ("query", "supply-chain", "-p", "entity=Baidu", "--as-of", AS_OF,
             "--what-if", str(overlay))  # fmt: skip
    found = json.loads(aigeo(*asked, "--format", "json").stdout)
    assert found["facts"] == {"added": [], "replaced": [], "removed": [HUAWEI_BAIDU]}
    assert [row["supplier"] for row in found["removed"]] == ["firm:huawei"]
    assert found["added"] == found["changed"] == []
    shown = aigeo(*asked, "--format", "table")
    assert "1 removed" in shown.stderr
    assert "removed" in shown.stdout
    nothing = aigeo("query", "owners", "-p", "entity=Anthropic", "--what-if", str(overlay),
                    "--format", "table")  # fmt: skip
    assert "nothing changes" in nothing.stdout
    found = json.loads(
        aigeo("paths", "Huawei", "Baidu", "--as-of", AS_OF, "--what-if", str(overlay),
              "--format", "json").stdout
    )  # fmt: skip
    assert [p["hops"][0]["type"] for p in found["removed"]] == ["SUPPLIES"]
    rows = aigeo("cypher", "MATCH (:Entity {id: 'firm:huawei'})-[r]->(b) RETURN type(r) AS t, "
                 "b.name AS b", "--what-if", str(overlay), "--format", "csv").stdout  # fmt: skip
    assert "removed,SUPPLIES,Baidu" in rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("add: [{type: OWN}]", "did you mean OWNS"),
        ("ad: []", "did you mean add"),
        ("add: [{type: OWNS, subject: A}]", "add[1].object"),
        ("add: [{type: OWNS, subject: A, object: B, confidence: high}]", "'high' is not a number"),
        ("add: {type: OWNS}", "must be a list"),
        ("remove: [{type: OWNS}]", "name a fact by its id"),
        ("remove: [{fact: 'f:1', subject: A}]", "name a fact by its id"),
        ("title: nothing", "neither adds nor removes"),
        ("- a", "must be a map"),
        ("a: [", "not valid YAML"),
        ("add: [{type: OWNS, subject: A, object: B, status: maybe}]", "unknown status"),
    ],
)
def test_a_file_that_is_wrong(aigeo: Run, tmp_path: Path, text: str, message: str) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text(text)
    found = aigeo("query", "owners", "--example", "--what-if", str(overlay))
    assert found.exit_code == 1
    assert "overlay.yaml" in found.stderr
    assert message in found.stderr
    assert found.stdout == ""
