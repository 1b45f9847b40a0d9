"""Receipts of answers, and asking again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from aigeo.answers.asking import answer
from aigeo.answers.questions import CypherQuestion, SavedQuestion, question_of
from aigeo.answers.receipt import canonical, read_receipt, receipt, row_hashes, write_receipt
from aigeo.answers.verify import verify
from aigeo.cli import main
from aigeo.errors import InputError
from aigeo.queries import catalogue
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import ROWS, Firms
from tests.queries.world import AS_OF, load_world

Run = Callable[..., Result]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


@given(JSON)
def test_canonical_text_survives_json(value: Any) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


def test_canonical_text_does_not_tell_engines_apart() -> None:
    assert canonical({"b": 14400.0, "a": [1.5, True, None]}) == '{"a":[1.5,true,null],"b":14400}'
    assert row_hashes([{"a": 1}, {"a": 2}]) == row_hashes([{"a": 2.0}, {"a": 1.0}])


def test_each_kind_of_question_is_confirmed(aigeo: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("remove: [{type: SUPPLIES, subject: Huawei, object: Baidu}]\n")
    for number, asked in enumerate(
        (
            ("query", "sanctions-exposure", "-p", "entity=Baidu"),
            ("query", "licences", "-p", "whom=Huawei", "--as-of", AS_OF),
            ("query", "supply-chain", "-p", "entity=Baidu", "--what-if", str(overlay)),
            ("cypher", "MATCH (n:Chip) RETURN n.id AS id, n.process_nm AS nm"),
            ("cypher", "MATCH (n:Chip) RETURN n.id AS id", "--known-at", "2020-01-01"),
            ("paths", "gov:us", "Baidu", "--as-of", AS_OF, "--types", "SANCTIONS,SUPPLIES"),
            ("paths", "Baidu", "ASML", "--as-of", AS_OF),
        )
    ):
        file = tmp_path / f"{number}.json"
        made = aigeo(*asked, "--receipt", str(file))
        assert made.exit_code == 0, made.output
        assert "receipt of" in made.stderr
        checked = aigeo("verify", str(file), "--format", "json")
        assert checked.exit_code == 0, checked.output
        found = json.loads(checked.stdout)
        assert found["confirmed"]
        assert found["same_data"]
        assert found["rows_then"] == found["rows_now"] == len(_listed(file))
    assert _listed(tmp_path / "1.json") == []  # no hit is receipted too
    assert "confirmed: sanctions-exposure" in aigeo(
        "verify", str(tmp_path / "0.json"), "--format", "table"
    ).stdout  # fmt: skip


def _listed(file: Path) -> list[str]:
    listed: list[str] = json.loads(file.read_text())["answer"]["row_sha256"]
    return listed


def test_what_a_receipt_holds(aigeo: Run, world: Store, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    aigeo("query", "owners", "-p", "entity=anthropic", "--receipt", str(file))
    made = json.loads(file.read_text())
    asked = made["question"]
    assert asked["text"] == catalogue(world.settings)["owners"].path.read_text()
    assert asked["parameters"]["entity"] == "firm:anthropic"
    assert asked["parameters"]["as_of"] == made["asked"][:10]
    assert made["engine"]["name"] and made["engine"]["version"]
    assert [s["id"] for s in made["data"]["versions"]] == [
        "world:ledger-a", "world:ledger-b", "world:ledger-c"
    ]  # fmt: skip
    assert all(len(s["sha256"]) == 64 for s in made["data"]["versions"])
    assert made["answer"]["rows"] == 2


@pytest.mark.neo4j
def test_a_receipt_of_one_engine_holds_on_the_other(
    embedded: Store, neo4j: Store, tmp_path: Path
) -> None:
    for store in (embedded, neo4j):
        load_world(store)
    for query in catalogue(embedded.settings).values():
        question = SavedQuestion.of(embedded, query, {**query.example, "as_of": AS_OF})
        made = receipt(embedded, question, answer(embedded, question))
        assert verify(neo4j, made, tmp_path / "r.json").confirmed, query.name
    for store in (embedded, neo4j):
        emptied(store)


def test_what_changed_since(
    store: Store,
    tmp_path: Path,
    use_store: Callable[[Store], dict[str, str]],
) -> None:
    use_store(store)
    firms = Firms(store, tmp_path)
    firms.load(ROWS)
    question = CypherQuestion("MATCH (a:Firm)-[:BASED_IN]->(c) RETURN a.name AS a, c.name AS c", {})
    path = tmp_path / "receipt.json"
    write_receipt(path, receipt(store, question, answer(store, question)))
    firms.load([("Huawei", "Taiwan", "", "", ""), *ROWS[1:]])
    found = verify(store, read_receipt(path), path)
    assert not found.confirmed
    assert found.new == [{"a": "Huawei", "c": "Taiwan"}]
    assert found.gone == 1
    assert found.sources == {"came": [], "went": [], "changed": ["firms"]}
    shown = CliRunner().invoke(main, ["verify", str(path), "--format", "table"])
    assert shown.exit_code == 1
    assert "sources that changed: firms" in shown.stdout
    assert "Taiwan" in shown.stdout
    # Another column of the data changes: the answer is the same, and the receipt is confirmed.
    firms.load([("Huawei", "China", "1990", "", ""), *ROWS[1:]])
    found = verify(store, read_receipt(path), path)
    assert found.confirmed
    assert not found.same_data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda made: made | {"aigeo": "9"}, "changed after it was written"),
        (lambda made: made | {"aigeo_receipt": 2}, "form 2"),
        (lambda made: {}, "not a receipt"),
    ],
)
def test_a_receipt_that_was_tampered_with(
    embedded: Store, tmp_path: Path, change: Callable[[Any], Any], message: str
) -> None:
    question = CypherQuestion("MATCH (n:Firm) RETURN n.id AS id", {})
    made = receipt(embedded, question, answer(embedded, question))
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(change(made)))
    with pytest.raises(InputError, match=message):
        read_receipt(path)


def test_a_receipt_cannot_smuggle_a_write(embedded: Store, tmp_path: Path) -> None:
    question = CypherQuestion("MATCH (n:Firm) RETURN n.id AS id", {})
    rows = answer(embedded, question)
    evil = CypherQuestion("CREATE (n:Entity {id: 'x'}) RETURN n.id AS id", {})
    made = receipt(embedded, evil, rows)
    with pytest.raises(Exception, match="cannot begin with 'CREATE'"):
        verify(embedded, made, tmp_path / "r.json")
    assert embedded.read("MATCH (n:Entity) RETURN n") == []


def test_a_kind_that_is_unknown() -> None:
    with pytest.raises(InputError, match="unknown kind of question 'guess'"):
        question_of("guess", "", "", {})
