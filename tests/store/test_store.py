"""Reading and writing over Bolt, the same on both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import ConfigError, StoreError
from aigeo.store import Store, Transaction, open_store
from aigeo.store.bulk import _send
from aigeo.store.engine import HEAP, HEAP_FROM, PAGES, PAGES_MIB, with_room
from aigeo.store.migrations import SCHEMA_VERSION, prepare, stored_version


def test_rows_are_plain_values(store: Store) -> None:
    store.write(
        "CREATE (a:Entity:Firm {id: 'a', names: ['x', 'y']})-[:SUPPLIES {id: 'f'}]->"
        "(:Entity:Firm {id: 'b'})"
    )
    (row,) = store.read(
        "MATCH p = (a:Firm {id: 'a'})-[r:SUPPLIES]->(b) "
        "RETURN a, r, p, 1 AS n, 1.5 AS f, true AS t, null AS none, [1, 2] AS l, {k: 'v'} AS m"
    )
    assert row["a"] == {"id": "a", "names": ["x", "y"], "_labels": ["Entity", "Firm"]}
    assert (row["r"]["_type"], row["r"]["id"]) == ("SUPPLIES", "f")
    assert [node["id"] for node in row["p"]["nodes"]] == ["a", "b"]
    assert [rel["_type"] for rel in row["p"]["relationships"]] == ["SUPPLIES"]
    assert [row[k] for k in ("n", "f", "t", "none", "l", "m")] == [
        1, 1.5, True, None, [1, 2], {"k": "v"},
    ]  # fmt: skip


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    def work(tx: Transaction) -> None:
        tx.run("CREATE (:Source {id: 'half'})")
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        store.transact(work)
    assert store.read("MATCH (s:Source) RETURN s") == []


def test_ids_are_unique(store: Store) -> None:
    store.write("CREATE (:Entity:Firm {id: 'a'})")
    with pytest.raises(Exception, match="(?i)constraint|duplicate|exists"):
        store.write("CREATE (:Entity:Person {id: 'a'})")


def test_stream_gives_every_row(store: Store) -> None:
    store.write("UNWIND range(1, 5000) AS n CREATE (:Source {id: toString(n)})")
    seen = [row["id"] for row in store.stream("MATCH (s:Source) RETURN s.id AS id")]
    assert len(seen) == len(set(seen)) == 5000


def test_a_stream_may_be_left_early(store: Store) -> None:
    store.write("UNWIND range(1, 5000) AS n CREATE (:Source {id: toString(n)})")
    stream = store.stream("MATCH (s:Source) RETURN s.id AS id")
    assert next(stream)["id"]
    stream.close()  # type: ignore[attr-defined]
    assert store.read("MATCH (s:Source) RETURN count(s) AS n") == [{"n": 5000}]


def test_preparing_again_changes_nothing(store: Store) -> None:
    assert stored_version(store) == SCHEMA_VERSION
    prepare(store)
    assert stored_version(store) == SCHEMA_VERSION


def test_wrong_password_is_told_without_showing_it(neo4j: Store) -> None:
    with pytest.raises(StoreError, match="refused user") as caught:
        open_store(replace(neo4j.settings, password="not-this-one"))
    assert "AIGEO_PASSWORD" in str(caught.value.hint)
    assert "not-this-one" not in str(caught.value)


def test_unknown_database_is_told(neo4j: Store) -> None:
    with pytest.raises(StoreError, match="nowhere") as caught:
        open_store(replace(neo4j.settings, database="nowhere"))
    assert "AIGEO_DATABASE" in str(caught.value.hint)


def test_unreachable_server_is_told(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, cache=tmp_path, uri="bolt://127.0.0.1:1", password="x")
    with pytest.raises(StoreError, match="no graph server answers at bolt://127.0.0.1:1"):
        open_store(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AIGEO_URI", "http://localhost:7474"),
        ("AIGEO_BATCH", "0"),
        ("AIGEO_BATCH", "many"),
        ("AIGEO_LOADERS", "/does/not/exist"),
    ],
)
def test_bad_settings_name_the_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Settings.from_env({name: value})


def test_passwords_are_not_printed() -> None:
    settings = Settings.from_env({"AIGEO_PASSWORD": "secret-word"})
    assert "secret-word" not in repr(settings)


def test_what_the_embedded_engine_keeps_of_its_files_has_a_limit(embedded: Store) -> None:
    with embedded.bulk() as bulk:
        assert bulk is not None
        (row,) = bulk._database.query("sql", "SELECT FROM schema:database").to_list()
    (pages,) = [s for s in row["settings"] if s["key"] == PAGES]
    assert int(pages["value"]) == PAGES_MIB


def test_memory_that_is_named_is_left_alone() -> None:
    small, large = HEAP_FROM - 1, HEAP_FROM
    assert with_room("", small) == f"-D{PAGES}={PAGES_MIB}"
    assert with_room("", large) == f"-D{PAGES}={PAGES_MIB} {HEAP}"
    assert with_room(f"-Xmx1g -D{PAGES}=8", large) == f"-Xmx1g -D{PAGES}=8"


def test_a_batch_says_what_the_engines_own_methods_would(
    embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows go as JSON text written at once, or value by value in another build."""
    odd = {"text": 'Ż\u0001\x00"é北', "list": ["a", "b"], "no": [], "yes": True, "n": -3, "x": 1e-7}
    nodes = []
    for way in ("at once", "one by one"):
        with embedded.bulk() as bulk, monkeypatch.context() as patch:
            assert bulk is not None
            bulk.prepare([("Entity", "Agent")], ["KNOWS"])
            if way == "one by one":
                patch.setattr("aigeo.store.bulk._send", lambda *_: None)
            left, right = bulk.create_nodes(
                ["Entity", "Agent"], [{"id": f"{way}{n}", **odd} for n in (1, 2)]
            )
            bulk.create_edges("KNOWS", [(left, right)], [odd])
        (row,) = embedded.read(
            "MATCH (a:Agent {id: $id})-[r:KNOWS]->(b:Entity) RETURN a, r, b", {"id": f"{way}1"}
        )
        nodes.append([{k: row[n].get(k) for k in odd} for n in "arb"])
    assert nodes[0] == nodes[1]
    assert nodes[0][0]["text"] == odd["text"]


def test_the_quick_way_into_a_batch_is_there(embedded: Store) -> None:
    with embedded.bulk() as bulk:
        assert bulk is not None
        with bulk._batch() as batch:
            assert _send(batch, "create_vertices", {"type": "Name", "rows": [{"id": "a"}]})


def test_what_a_batch_cannot_hold_is_said(embedded: Store) -> None:
    with embedded.bulk() as bulk:
        assert bulk is not None
        with pytest.raises(StoreError, match="surrogate"):
            bulk.create_nodes(["Name"], [{"id": "\ud800"}])
