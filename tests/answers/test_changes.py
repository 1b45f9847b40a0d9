"""What changed between two versions of a source, what was known before, and alerts about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from aigeo.answers.changes import Change, changes
from aigeo.answers.known import as_known
from aigeo.answers.watching import Watchlist, alert
from aigeo.cli import main
from aigeo.errors import ConfigError, NotFoundError
from aigeo.influence import Filters, StoredFacts
from aigeo.load import run
from aigeo.store import Store
from tests.answers.everything import everything
from tests.load.sources import CODE, ROWS, YAML, Firms, add_loader, facts, write_csv

LONG_AGO = "2024-01-10"
SINCE = "2024-06-01"
TODAY = date.today().isoformat()
LATER = (
    ("Huawei", "China", "1987", "China Mobile", "2010"),  # the start is corrected
    ("Nvidia", "United States", "1993", "OpenAI", "2016-08"),
    ("TSMC", "Taiwan", "1987", "Nvidia", ""),
    ("SMEE", "China", "2002", "SMIC", "2022"),  # new; ASML's row is gone
)


@pytest.fixture
def firms(store: Store, tmp_path: Path) -> Firms:
    """The first version, as if it had been loaded long ago."""
    source = Firms(store, tmp_path)
    source.load(ROWS)
    store.write("MATCH (s:Statement) SET s.first_seen = $day", {"day": LONG_AGO})
    return source


def shown(found: list[Change]) -> list[tuple[Any, ...]]:
    return [(c.change, c.subject_name, c.relation, c.object_name, c.differs) for c in found]


def test_a_new_version_changes_facts(firms: Firms) -> None:
    firms.load(LATER)
    found = changes(firms.store, SINCE)
    assert shown(found) == [
        ("new", "SMEE", "BASED_IN", "China", ()),
        ("new", "SMEE", "SUPPLIES", "SMIC", ()),
        ("withdrawn", "ASML", "BASED_IN", "Netherlands", ()),
        ("withdrawn", "ASML", "SUPPLIES", "TSMC", ()),
        ("corrected", "Huawei", "SUPPLIES", "China Mobile", ("start: 2009 → 2010",)),
    ]
    for change in found:
        assert change.quote
        assert change.sources == ("firms",)
        assert change.date
    assert changes(firms.store, "2999-01-01") == []
    assert {c.change for c in changes(firms.store, "2000-01-01")} == {"new"}


def test_changes_about_some_entities(firms: Firms) -> None:
    firms.load(LATER)
    (change,) = changes(firms.store, SINCE, ["firm:huawei"])
    assert change.change == "corrected"
    assert changes(firms.store, SINCE, ["firm:nvidia"]) == []


def test_another_source_changes_the_confidence_only(firms: Firms, tmp_path: Path) -> None:
    store = firms.store
    store.write("MATCH (s:Statement) SET s.confidence = 0.5")
    other = tmp_path / "other"
    add_loader(
        tmp_path / "loaders", YAML.replace("name: firms\n", "name: others\n"), CODE, "others"
    )
    path = write_csv(other / "firms.csv", ROWS[:1])
    run(store, firms.settings, [path], loader="others")
    found = changes(store, SINCE, ["firm:huawei"])
    assert {c.change for c in found} == {"confidence"}
    assert all("source_count: 1 → 2" in c.differs for c in found)


def test_days_that_came(firms: Firms) -> None:
    firms.store.write(
        "MATCH (:Entity {id: 'firm:asml'})-[r:SUPPLIES]->() "
        "SET r.end = '2025-03', r.valid_to = '2025-03-31'"
    )
    firms.store.write(
        "MATCH (:Entity {id: 'firm:nvidia'})-[r:SUPPLIES]->() "
        "SET r.start = '2025-04', r.valid_from = '2025-04-01'"
    )
    assert shown(changes(firms.store, SINCE)) == [
        ("began", "Nvidia", "SUPPLIES", "OpenAI", ("start: 2025-04",)),
        ("ended", "ASML", "SUPPLIES", "TSMC", ("end: 2025-03",)),
    ]
    assert shown(changes(firms.store, SINCE, ["firm:tsmc"])) == [
        ("ended", "ASML", "SUPPLIES", "TSMC", ("end: 2025-03",)),
    ]
    # The same where an analysis has read the dates of all facts before.
    scanned = changes(firms.store, SINCE)
    firms.store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.revision = 'another'")
    assert not StoredFacts(firms.store).at_hand()
    StoredFacts(firms.store).table(Filters())
    assert StoredFacts(firms.store).at_hand()
    assert changes(firms.store, SINCE) == scanned


def test_the_graph_as_it_was_known(firms: Firms) -> None:
    store = firms.store
    then = facts(store)
    firms.load(LATER)
    now, before = facts(store), everything(store)
    assert now != then
    assert as_known(store, "2025-01-01", facts) == then
    assert as_known(store, LONG_AGO, facts) == then
    assert as_known(store, "2024-01-09", facts) == []
    assert as_known(store, TODAY, facts) == now
    start = "MATCH (:Firm {name: 'Huawei'})-[r:SUPPLIES]->() RETURN r.start AS start"
    assert as_known(store, "2025-01-01", lambda s: s.read(start)) == [{"start": "2009"}]
    assert as_known(store, "2024-01-09", lambda s: s.read("MATCH (n:Entity) RETURN n")) == []
    assert everything(store) == before


def test_loads_raise_alerts_about_watched_entities(firms: Firms) -> None:
    store, settings = firms.store, firms.settings
    for name in ("alerts.jsonl", "alerts.atom", "watched.json"):
        (settings.home / name).unlink(missing_ok=True)
    assert alert(store, settings, ["load:none"]) == []
    watchlist = Watchlist(settings)
    assert watchlist.add(store, "huawei").id == "firm:huawei"
    watchlist.add(store, "firm:huawei")
    watchlist.add(store, "TSMC")
    assert [w.name for w in watchlist.all()] == ["Huawei", "TSMC"]
    report = firms.load(LATER)
    alerts = alert(store, settings, [str(report.load)])
    said = [(a["change"], a["subject"], a["object"]) for a in alerts]
    assert said == [
        ("withdrawn", "firm:asml", "firm:tsmc"),
        ("corrected", "firm:huawei", "firm:china-mobile"),
    ]
    lines = (settings.home / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == alerts
    feed = etree.parse(settings.home / "alerts.atom")
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = [e.text for e in feed.iterfind(".//a:entry/a:title", space)]
    assert titles == [
        "Corrected: Huawei -[SUPPLIES]-> China Mobile",
        "No longer stated: ASML -[SUPPLIES]-> TSMC",
    ]
    ids = [e.text for e in feed.iterfind(".//a:entry/a:id", space)]
    assert len(set(ids)) == 2
    assert feed.find("a:updated", space) is not None
    assert watchlist.remove("Huawei").id == "firm:huawei"
    with pytest.raises(NotFoundError, match="not watched"):
        watchlist.remove("Huawei")
    assert [w.id for w in watchlist.all()] == ["firm:tsmc"]
    (settings.home / "watched.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"watched\.json"):
        watchlist.all()
    (settings.home / "watched.json").unlink()


def test_the_commands(
    firms: Firms,
    use_store: Callable[[Store], dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_store(firms.store)
    monkeypatch.setenv("AIGEO_LOADERS", str(firms.folder / "loaders"))

    def aigeo(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    assert "watching Huawei" in aigeo("watch", "add", "huawei").stdout
    listed = json.loads(aigeo("watch", "--format", "json").stdout)
    assert [row["id"] for row in listed] == ["firm:huawei"]
    path = write_csv(firms.folder / "firms.csv", LATER)
    loaded = aigeo("load", path, "--loader", "firms")
    assert loaded.exit_code == 0
    assert "1 changes about watched entities" in loaded.stderr
    assert "alerts.jsonl" in aigeo("watch", "--format", "table").stderr
    assert "no longer watching Huawei" in aigeo("watch", "remove", "Huawei").stdout

    rows = json.loads(aigeo("changes", SINCE, "--format", "json").stdout)
    assert len(rows) == 5
    rows = json.loads(aigeo("changes", SINCE, "--kind", "new,withdrawn").stdout)
    assert {row["change"] for row in rows} == {"new", "withdrawn"}
    text = aigeo("changes", SINCE, "--entity", "Huawei", "--format", "table").stdout
    assert "Corrected: Huawei -[SUPPLIES]-> China Mobile (start: 2009 → 2010)" in text
    assert "nothing has changed" in aigeo("changes", "2999-01-01", "--format", "table").stderr
    for arguments, code, message in (
        (("soon",), 2, "'soon' is not a date"),
        ((SINCE, "--kind", "gone"), 2, "'gone' is not one of"),
        ((SINCE, "--entity", "Zork"), 1, "Zork"),
    ):
        found = aigeo("changes", *arguments)
        assert found.exit_code == code
        assert message in found.stderr

    asked = ("cypher", "MATCH (n:Firm {name: 'SMEE'}) RETURN n.id AS id", "--format", "json")
    assert len(json.loads(aigeo(*asked).stdout)) == 1
    assert json.loads(aigeo(*asked, "--known-at", "2025-01-01").stdout) == []
    future = aigeo(*asked, "--known-at", "2999-01-01")
    assert "in the future" in future.stderr
    assert len(json.loads(future.stdout)) == 1
