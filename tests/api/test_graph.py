"""`import aigeo; g = aigeo.open()` as programs use it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import aigeo
from aigeo.api import Change, Graph, Paths, Rows
from aigeo.errors import (
    ConfigError,
    InputError,
    NotFoundError,
    QueryError,
    UsageError,
)
from aigeo.store import Store
from tests.load.sources import ROWS, Firms, write_csv
from tests.queries.world import AS_OF

NO_SUPPLY = {"remove": [{"type": "SUPPLIES", "subject": "Huawei", "object": "Baidu"}]}


def test_importing_is_quick_and_imports_nothing_else() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); import aigeo; "
        "t = time.perf_counter() - t; aigeo.open; "
        "heavy = [m for m in ('neo4j', 'networkx', 'yaml', 'pandas', 'pydantic', 'numpy', "
        "'aigeo.api') if m in sys.modules]; print(heavy, t < 0.5)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"


def test_a_saved_query(g: Graph) -> None:
    rows = g.query("owners", entity="anthropic", as_of=AS_OF)
    assert isinstance(rows, Rows)
    assert [row["owner"] for row in rows] == ["firm:google", "firm:alphabet"]
    assert rows.columns[0] == "owner"
    assert rows.meanings["share"].startswith("percent")
    assert rows == g.query("owners", entity="Anthropic", as_of=date.fromisoformat(AS_OF))
    frame = rows.to_dataframe()
    assert list(frame.columns) == rows.columns
    assert list(frame["share"]) == [14.0, 14.0]
    empty = g.query("licences", whom="Huawei")
    assert empty == []
    assert list(empty.to_dataframe().columns) == empty.columns
    assert empty.to_networkx().number_of_nodes() == 0
    assert "0 rows" in empty._repr_html_()


def test_the_graph_of_rows(g: Graph) -> None:
    steps = g.query("owners", entity="Anthropic", as_of=AS_OF).to_networkx()
    assert set(steps.edges(keys=True)) == {
        ("Google", "Anthropic", "OWNS"), ("Alphabet", "Google", "OWNS")
    }  # fmt: skip
    columns = g.query("market-shares", item="EUV scanner", as_of=AS_OF).to_networkx()
    assert columns.nodes["technology:euv-scanner"]["name"] == "EUV scanner"
    assert set(columns.edges(keys=True)) == {
        ("firm:asml", "technology:euv-scanner", "MANUFACTURES"),
        ("firm:asml", "cc:nl", "BASED_IN"),
    }
    assert columns.edges["firm:asml", "cc:nl", "BASED_IN"]["quote"].startswith("ledger-c.csv row")
    stored = g.cypher(
        "MATCH p = (a:Firm {id: $id})-[r:SUPPLIES]->(b) RETURN a, r, b, p", id="firm:zeiss"
    )
    for column in ("a", "r", "b", "p"):
        assert column in stored.columns
    graph = stored.to_networkx()
    assert graph.nodes["firm:zeiss"]["name"] == "Zeiss SMT"
    (edge,) = graph.edges(data=True)
    assert edge[:2] == ("firm:zeiss", "firm:asml")
    assert edge[2]["type"] == "SUPPLIES"
    assert edge[2]["quote"]


def test_paths(g: Graph, tmp_path: Path) -> None:
    found = g.paths("gov:us", "Baidu", as_of=AS_OF, max_hops=3, types=["SANCTIONS", "SUPPLIES"])
    assert isinstance(found, Paths)
    assert [[h["type"] for h in path["hops"]] for path in found] == [["SANCTIONS", "SUPPLIES"]]
    graph = found.to_networkx()
    assert list(graph.edges()) == [("gov:us", "firm:huawei"), ("firm:huawei", "firm:baidu")]
    assert all(data["quote"] for *_, data in graph.edges(data=True))
    frame = found.to_dataframe()
    assert list(frame["type"]) == ["SANCTIONS", "SUPPLIES"]
    shown = found._repr_html_()
    assert "Government of the United States -[SANCTIONS]-&gt; Huawei" in shown
    assert found.picture(tmp_path / "paths.svg").read_text().startswith("<svg")
    nothing = g.paths("Baidu", ["ASML", "TSMC"])
    assert nothing == []
    assert "no influence path" in nothing._repr_html_()


def test_pictures_of_rows(g: Graph, tmp_path: Path) -> None:
    spelt = g.query("owners", entity="Anthropic", as_of=AS_OF)
    text = spelt.picture(tmp_path / "owners.svg").read_text()
    assert "Alphabet" in text and "OWNS" in text
    edges = g.query("market-shares", item="EUV scanner", as_of=AS_OF)
    text = edges.picture(tmp_path / "markets.svg").read_text()
    assert "ASML" in text and "MANUFACTURES" in text and "Netherlands" in text
    with pytest.raises(UsageError, match=".svg or .png"):
        spelt.picture(tmp_path / "owners.html")
    with pytest.raises(ConfigError, match="tie no entities together"):
        g.entities("Firm").picture(tmp_path / "no.svg")


def test_entities_and_one_entity(g: Graph) -> None:
    firms = g.entities("Firm", name="HUA")
    assert [row["id"] for row in firms] == ["firm:huawei"]
    assert {row["type"] for row in g.entities("Technology")} == {"Technology", "Chip", "Model"}
    assert [row["id"] for row in g.entities(country="RU")] == ["firm:rosfab", "firm:volgachip"]
    huawei = g.show("huawei")
    assert huawei["id"] == "firm:huawei"
    assert ("firm:huawei", "firm:baidu") in set(huawei.to_networkx().edges())
    assert "Huawei SUPPLIES Baidu" in huawei._repr_html_()
    assert g.find("BIS") == "agency:bis"
    whole = g.to_networkx(as_of=AS_OF)
    assert whole.nodes["firm:huawei"]["name"] == "Huawei"
    assert all(data["quote"] for *_, data in whole.edges(data=True))
    assert "owners" in {row["name"] for row in g.queries()}
    assert g.ownership("Kunlunxin", as_of=AS_OF)["owners"][0]["id"] == "firm:baidu"


def test_under_assumptions(g: Graph, tmp_path: Path) -> None:
    changed = g.what_if(NO_SUPPLY).query("supply-chain", entity="Baidu", as_of=AS_OF)
    assert isinstance(changed, Change)
    assert [row["supplier"] for row in changed.removed] == ["firm:huawei"]
    assert (changed.added, changed.changed, changed.supposed) == ([], [], [])
    assert [row["change"] for row in changed] == ["removed"]
    assert "change" in changed._repr_html_()
    file = tmp_path / "overlay.yaml"
    file.write_text("remove: [{type: SUPPLIES, subject: Huawei, object: Baidu}]")
    assert len(g.what_if(file).paths("Huawei", "Baidu", as_of=AS_OF).removed) == 1
    assert g.known_at("2020-01-01").cypher("MATCH (n:Entity) RETURN n") == []
    assert len(g.known_at(date.today()).query("owners", entity="Anthropic")) == 2


def test_receipts(g: Graph, tmp_path: Path) -> None:
    for number, rows in enumerate(
        (
            g.query("owners", entity="Anthropic"),
            g.paths("Huawei", "Baidu"),
            g.what_if(NO_SUPPLY).query("owners", entity="Baidu"),
            g.known_at("2020-01-01").query("contradictions"),
        )
    ):
        path = tmp_path / f"{number}.json"
        rows.receipt(path)
        assert g.verify(path).confirmed
    with pytest.raises(ConfigError, match="not the whole answer"):
        g.entities("Firm").receipt(tmp_path / "no.json")


def test_what_is_wrong_says_so(g: Graph, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="'ownerz'"):
        g.query("ownerz")
    with pytest.raises(UsageError, match="no parameter 'entty'"):
        g.query("owners", entty="Anthropic")
    with pytest.raises(UsageError, match="'many' is not a whole number"):
        g.query("owners", entity="Anthropic", limit="many")
    with pytest.raises(UsageError, match="not a date"):
        g.query("owners", entity="Anthropic", as_of="2024")
    with pytest.raises(NotFoundError, match="Zork"):
        g.paths("Zork", "Baidu")
    with pytest.raises(QueryError, match="CREATE"):
        g.cypher("CREATE (n)")
    with pytest.raises(UsageError, match="unknown entity type 'firm'") as unknown:
        g.entities("firm")
    assert "Firm" in str(unknown.value.hint)
    with pytest.raises(InputError, match="neither adds nor removes"):
        g.what_if({})
    with pytest.raises(ConfigError, match="give one"):
        aigeo.open(tmp_path, uri="bolt://localhost")


def test_two_of_a_name_list_the_candidates(g: Graph) -> None:
    overlay = {
        "entities": [
            {"type": "Firm", "name": "Mercury"},
            {"type": "Model", "name": "Mercury", "id": "model:mercury"},
        ],
        "add": [{"type": "DEVELOPS", "subject": "Mercury", "object": "GPT-4"}],
    }
    with pytest.raises(InputError, match=r"ambiguous: firm:mercury .*model:mercury"):
        g.what_if(overlay).query("owners", entity="Anthropic")


def test_loading_and_changes(tmp_path: Path, embedded: Store) -> None:
    firms = Firms(embedded, tmp_path)
    graph = Graph(firms.settings)
    path = tmp_path / "firms.csv"
    write_csv(path, ROWS)
    (report,) = graph.load(path, loader="firms")
    assert report["added"] > 0
    assert {row["change"] for row in graph.changes(date.today())} == {"new"}
    assert len(graph.changes("2000-01-01", "Huawei")) == 2
    assert graph.changes("2999-01-01") == []
    graph.close()
    assert graph.find("Huawei") == "firm:huawei"  # opens again
    graph.close()


def test_hostile_text_is_escaped() -> None:
    rows = Rows([{"name": "<script>alert(1)</script>", "n": 1.5, "list": [None, {"a": "<b>"}]}])
    shown = rows._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;" in shown


def test_reach_and_choke_points(g: Graph) -> None:
    rows = g.reach("Baidu", sign="constrain", as_of=AS_OF)
    assert "gov:us" in [row["id"] for row in rows]
    points = g.chokepoints("Baidu", as_of=AS_OF)
    assert points["entity"] == "firm:baidu"
    assert points["bottlenecks"]
