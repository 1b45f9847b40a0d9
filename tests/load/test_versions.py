"""Loading a source, loading it again, changing it and taking it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.errors import AssertionsFailed, NotFoundError
from aigeo.load import registry, remove_source
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import ROWS, Firms, facts, snapshot


@pytest.fixture
def firms(store: Store, tmp_path: Path) -> Firms:
    return Firms(store, tmp_path)


def test_facts_carry_evidence_source_and_dates(firms: Firms) -> None:
    report = firms.load(ROWS)
    assert (report.read, report.rejected, report.changed, report.withdrawn) == (4, {}, 0, 0)
    (edge,) = firms.store.read(
        "MATCH (:Firm {name: 'Nvidia'})-[r:SUPPLIES]->(:Firm {name: 'OpenAI'}) RETURN r"
    )
    assert edge["r"]["quote"] == "firms.csv row 2: Firm: Nvidia; Customer: OpenAI"
    assert (edge["r"]["start"], edge["r"]["valid_from"]) == ("2016-08", "2016-08-01")
    assert edge["r"]["sources"] == ["firms"]
    (statement,) = firms.store.read(
        "MATCH (s:Statement {fact: $fact})-[:FROM]->(f:Source) RETURN s, f",
        {"fact": edge["r"]["id"]},
    )
    assert (statement["s"]["part"], statement["s"]["row"]) == ("firms.csv", 2)
    assert statement["f"]["licence"] == "CC0"
    (node,) = firms.store.read("MATCH (n:Organization {name: 'Nvidia'}) RETURN n")
    assert node["n"]["founded"] == "1993"
    assert node["n"]["_labels"] == ["Agent", "Entity", "Firm", "Organization"]


def test_same_input_twice_changes_nothing(firms: Firms) -> None:
    firms.load(ROWS)
    before = snapshot(firms.store)
    assert firms.load(ROWS).unchanged
    assert snapshot(firms.store) == before


def test_a_changed_loader_or_helper_reads_unchanged_data_again(
    firms: Firms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms.load(ROWS)
    code = tmp_path / "loaders" / "firms" / "loader.py"
    code.write_text(code.read_text().replace("start=row", "end=row"))
    assert firms.load(ROWS).changed == 3
    assert firms.load(ROWS).unchanged
    helpers = tmp_path / "helpers"
    helpers.mkdir()
    (helpers / "dates.py").write_text("")
    monkeypatch.setattr(registry, "HELPERS", helpers)
    assert not firms.load(ROWS).unchanged
    assert firms.load(ROWS).unchanged


def test_rows_in_another_order_are_cited_where_they_stand_now(firms: Firms) -> None:
    moved = tuple(reversed(ROWS))
    firms.load(moved)
    direct = snapshot(firms.store)
    remove_source(firms.store, "firms")
    firms.load(ROWS)
    report = firms.load(moved)
    assert (report.added, report.changed, report.withdrawn) == (0, 0, 0)
    assert snapshot(firms.store) == direct
    (row,) = firms.store.read(
        "MATCH (:Firm {name: 'ASML'})-[r:BASED_IN]->(:Country) "
        "MATCH (s:Statement {fact: r.id}) RETURN s.row AS row, r.quote AS quote"
    )
    assert (row["row"], row["quote"]) == (1, "firms.csv row 1: Firm: ASML; Country: Netherlands")


def test_a_row_that_moves_leaves_the_quotes_of_other_sources(store: Store, tmp_path: Path) -> None:
    one, other = Firms(store, tmp_path / "one"), Firms(store, tmp_path / "other", name="others")
    other.load(ROWS)
    one.load(ROWS)
    quote = (
        "MATCH (:Firm {name: 'ASML'})-[r:SUPPLIES]->(:Firm) "
        "MATCH (s:Statement {fact: r.id}) RETURN r.quote AS quote, s.part AS part, s.row AS row "
        "ORDER BY part"
    )
    shown = {row["quote"].split(" row ")[0] for row in store.read(quote)}
    moved, still = (one, other) if shown == {"firms.csv"} else (other, one)
    moved.load(tuple(reversed(ROWS)))
    rows = store.read(quote)
    assert {row["part"]: row["row"] for row in rows} == {moved.file: 1, still.file: 4}
    assert all(row["quote"].startswith(f"{moved.file} row 1: ") for row in rows)
    still.load((*ROWS[3:], *ROWS[:3]))
    assert all(row["quote"].startswith(f"{moved.file} row 1: ") for row in store.read(quote))
    assert [row["row"] for row in store.read(quote)] == [1, 1]


def test_cells_beside_a_claim_are_those_of_the_last_version(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    code = tmp_path / "loaders" / "firms" / "loader.py"
    code.write_text(code.read_text().replace("evidence=row,", "evidence=row.cite('Since'),"))
    firms.load(ROWS)
    firms.load((("Huawei", "China", "1987", "China Mobile", "2011"), *ROWS[1:]))
    (row,) = store.read("MATCH (s:Statement {subject: 'firm:huawei', kind: 'entity'}) RETURN s")
    assert '"Since": "2011"' in row["s"]["columns"]


def test_new_version_is_a_diff_and_history_is_kept(firms: Firms) -> None:
    firms.load(ROWS)
    changed = ("Nvidia", "United States", "1993-04", "OpenAI", "2016-08")
    new = ("SMIC", "China", "2000", "", "")
    report = firms.load((ROWS[0], changed, ROWS[2], new))
    assert report.changed == 1  # the founding date
    assert report.added == 2  # SMIC and where it is
    assert report.withdrawn == 5  # ASML, Netherlands, the ties to it and to TSMC, TSMC as customer
    assert ("ASML", "SUPPLIES", "TSMC") not in facts(firms.store)
    assert firms.store.read("MATCH (n:Entity {name: 'ASML'}) RETURN n") == []
    gone = firms.store.read(
        "MATCH (s:Statement {subject: 'firm:asml'}) "
        "RETURN s.last_seen AS seen, s.first_seen AS first"
    )
    assert len(gone) == 3
    assert all(row["seen"] >= row["first"] for row in gone)


def test_what_comes_back_is_current_again(firms: Firms) -> None:
    firms.load(ROWS)
    before = snapshot(firms.store)
    firms.load(ROWS[:3])
    report = firms.load(ROWS)
    assert report.added == 5
    assert snapshot(firms.store) == before


def test_removing_a_source_leaves_nothing_of_it(firms: Firms) -> None:
    empty = snapshot(firms.store)
    firms.load(ROWS)
    firms.load(ROWS[:2])
    remove_source(firms.store, "firms")
    assert snapshot(firms.store) == empty
    assert firms.store.read("MATCH (l:Load) RETURN l") == []


def test_removing_an_unknown_source_names_the_known_ones(firms: Firms) -> None:
    firms.load(ROWS)
    with pytest.raises(NotFoundError) as caught:
        remove_source(firms.store, "nope")
    assert "firms" in str(caught.value.hint)


def test_a_version_that_breaks_its_assertions_changes_nothing(firms: Firms) -> None:
    firms.load(ROWS)
    rows = [(f"Firm {n}", "China", "2000", "", "") for n in range(40)]
    firms.load(rows, force="the publisher replaced the list")
    before = snapshot(firms.store)
    with pytest.raises(AssertionsFailed, match="withdrawn"):
        firms.load(rows[:2])
    assert snapshot(firms.store) == before


def test_dry_run_counts_and_writes_nothing(firms: Firms) -> None:
    before = snapshot(firms.store)
    report = firms.load(ROWS, dry_run=True)
    assert report.added == 20  # three entities and two relations a row
    assert snapshot(firms.store) == before


NAMES = st.sampled_from(["Huawei", "Nvidia", "TSMC", "ASML", "SMIC", "OpenAI", "Intel"])
ROW = st.tuples(
    NAMES,
    st.sampled_from(["China", "United States", "Taiwan", "Nowhere"]),
    st.sampled_from(["", "1987", "1990-05"]),
    st.one_of(st.just(""), NAMES),
    st.sampled_from(["", "2009", "2010-01-02"]),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(versions=st.lists(st.lists(ROW, min_size=1, max_size=8), min_size=1, max_size=4))
def test_any_history_ends_in_the_graph_of_its_last_version(
    embedded: Store, tmp_path: Path, versions: list[list[tuple[str, ...]]]
) -> None:
    firms = Firms(emptied(embedded), tmp_path)
    firms.load(versions[-1], force="test")
    direct = current(firms.store)
    emptied(embedded)
    for version in versions:
        firms.load(version, force="test")
    assert current(firms.store) == direct


def current(store: Store) -> list[str]:
    rows = store.read("MATCH (n:Entity) RETURN n, labels(n) AS l ORDER BY n.id")
    edges = store.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, r, b.id AS b")
    drop = {"_start", "_end", "_labels"}
    cited = store.read(
        "MATCH (s:Statement) WHERE s.last_seen IS NULL "
        "RETURN s.id AS id, s.row AS row, s.columns AS columns ORDER BY id"
    )
    return [
        *(repr(sorted(row["n"].items()) + sorted(row["l"])) for row in rows),
        *sorted(
            repr((e["a"], sorted((k, v) for k, v in e["r"].items() if k not in drop), e["b"]))
            for e in edges
        ),
        *map(repr, cited),
    ]
