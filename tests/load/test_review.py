"""Decisions of readers: in the facts, through reloads, and as annotated data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aigeo.articles import read_documents
from aigeo.errors import NotFoundError, UsageError
from aigeo.load import remove_source, run
from aigeo.load.review.decide import decide
from aigeo.load.review.decision import ACCEPTED, REJECTED, UNREVIEWED, Correction, Decision
from aigeo.load.review.gold import gold_documents
from aigeo.load.review.queue import Filter, Item, item_of, queue
from aigeo.store import Store
from tests.load.sources import ROWS as FIRM_ROWS
from tests.load.sources import Firms, facts, snapshot

TEXT = (
    "Deals of the week\n"
    "Nvidia has acquired Mellanox for $7 billion. "
    "Baidu is based in Beijing. Huawei has acquired Nexperia in a deal that pleased nobody.\n"
)


@pytest.fixture
def article(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "deals.txt"
    path.write_text(TEXT)
    load(store, path)
    return path


def load(store: Store, path: Path) -> None:
    run(store, store.settings, [str(path)])


def waiting(store: Store, *ends: str, **wanted: object) -> Item:
    (item,) = (
        i for i in queue(store, Filter(**wanted))  # type: ignore[arg-type]
        if (i.subject_name, i.type, i.object_name) == ends
    )  # fmt: skip
    return item


BOUGHT = ("Huawei", "ACQUIRES", "Nexperia")
MOVE = Decision(REJECTED, "ann", Correction(type="INVESTS_IN"))


def judged(store: Store, verdict: str, ends: tuple[str, str, str] = BOUGHT) -> Item:
    item = waiting(store, *ends)
    decide(store, item.id, Decision(verdict, "ann"))
    return item


def test_items_show_the_sentence_in_its_place(store: Store, article: Path) -> None:
    item = waiting(store, *BOUGHT)
    assert item.before + item.quote + item.after in TEXT
    assert "Baidu is based in Beijing" in item.before
    assert (item.title, item.subject_type) == ("Deals of the week", "Firm")
    assert item_of(store, item.id) == item
    confidences = [i.confidence for i in queue(store, Filter())]
    assert confidences == sorted(confidences) and len(confidences) >= 3
    assert all(i.confidence <= 0.5 for i in queue(store, Filter(below=0.5)))
    assert len(queue(store, Filter(limit=1))) == 1
    assert queue(store, Filter(source="article:other")) == []


def test_a_rejected_statement_makes_no_edge_until_it_is_undone(store: Store, article: Path) -> None:
    before = facts(store)
    item = judged(store, REJECTED)
    assert BOUGHT in before and BOUGHT not in facts(store)
    assert item.id not in {i.id for i in queue(store, Filter())}
    decide(store, item.id, Decision(UNREVIEWED, "ann"))
    assert facts(store) == before


@pytest.mark.parametrize("verdict", [ACCEPTED, REJECTED])
def test_a_decision_survives_reloads_and_corrections(
    store: Store, article: Path, verdict: str
) -> None:
    judged(store, verdict)
    article.write_text(
        TEXT.replace("Deals of", "The deals of").replace("pleased nobody", "pleased none")
    )
    load(store, article)
    assert (BOUGHT in facts(store)) == (verdict == ACCEPTED)
    item = waiting(store, *BOUGHT, review=verdict)
    article.write_text(TEXT.replace("Huawei has acquired Nexperia", "Nothing was bought"))
    load(store, article)
    article.write_text(TEXT)
    load(store, article)
    assert waiting(store, *BOUGHT, review=verdict).quote == item.quote


def test_another_sentence_is_not_covered_by_the_decision(store: Store, article: Path) -> None:
    judged(store, REJECTED)
    told = "Last year Huawei bought Nexperia for $3 billion in cash."
    said = "Huawei has acquired Nexperia in a deal that pleased nobody."
    article.write_text(TEXT.replace(said, told))
    load(store, article)
    assert BOUGHT in facts(store)


def test_a_corrected_type_stands_beside_the_rejected_one(store: Store, article: Path) -> None:
    item = waiting(store, *BOUGHT)
    decide(store, item.id, MOVE)
    right = ("Huawei", "INVESTS_IN", "Nexperia")
    assert right in facts(store) and BOUGHT not in facts(store)
    article.write_text("Corrected\n" + TEXT)
    load(store, article)
    assert right in facts(store) and BOUGHT not in facts(store)
    (found,) = store.read(
        "MATCH (s:Statement {type: 'INVESTS_IN'}) WHERE s.last_seen IS NULL "
        "RETURN s.extractor AS e, s.review AS r, s.quote AS q"
    )
    assert (found["e"], found["r"], found["q"]) == ("review", ACCEPTED, item.quote)
    decide(store, waiting(store, *BOUGHT, review=REJECTED).id, Decision(ACCEPTED, "bob"))
    assert BOUGHT in facts(store) and right not in facts(store)


def test_a_corrected_end_is_another_entity(store: Store, article: Path) -> None:
    item = waiting(store, *BOUGHT)
    decide(store, item.id, Decision(REJECTED, "ann", Correction(subject="firm:nvidia")))
    assert ("Nvidia", "ACQUIRES", "Nexperia") in facts(store)
    article.write_text(TEXT.replace("pleased", "delighted"))
    load(store, article)
    assert ("Nvidia", "ACQUIRES", "Nexperia") in facts(store)
    assert BOUGHT not in facts(store)


def test_impossible_corrections_change_nothing(store: Store, article: Path) -> None:
    before = snapshot(store)
    item = waiting(store, *BOUGHT)
    for correction, error in (
        (Correction(type="BASED_IN"), UsageError),
        (Correction(type="NONSENSE"), UsageError),
        (Correction(object="firm:nobody"), NotFoundError),
    ):
        with pytest.raises(error):
            decide(store, item.id, Decision(REJECTED, "ann", correction))
    with pytest.raises(NotFoundError):
        decide(store, "s:none", Decision(REJECTED, "ann"))
    assert snapshot(store) == before


def test_a_rejected_entity_takes_its_edges_and_gives_them_back(store: Store, article: Path) -> None:
    before = facts(store)
    (item,) = (i for i in queue(store, Filter(kind="entity")) if i.subject_name == "Nexperia")
    decide(store, item.id, Decision(REJECTED, "ann"))
    assert not any("Nexperia" in fact for fact in facts(store))
    decide(store, item.id, Decision(ACCEPTED, "ann"))
    assert facts(store) == before
    decide(store, item.id, Decision(REJECTED, "ann", Correction(type="ResearchOrganization")))
    (node,) = store.read("MATCH (n:ResearchOrganization {name: 'Nexperia'}) RETURN n.type AS t")
    assert node["t"] == "ResearchOrganization" and facts(store) == before


def test_rows_of_a_dataset_can_be_reviewed(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    firms.load(FIRM_ROWS)
    fact = ("Huawei", "BASED_IN", "China")
    decide(store, waiting(store, *fact).id, Decision(REJECTED, "ann"))
    assert fact not in facts(store)
    firms.load([("New", "China", "1999", "", ""), *FIRM_ROWS])
    assert fact not in facts(store) and ("New", "BASED_IN", "China") in facts(store)


def test_removing_the_source_removes_what_was_said_of_it(store: Store, article: Path) -> None:
    empty = snapshot(store)
    judged(store, REJECTED)
    remove_source(store, "article:deals")
    assert store.read("MATCH (r:Review) RETURN count(r) AS n") == [{"n": 0}]
    assert not list((store.settings.home / "texts").rglob("*.gz")) or empty
    load(store, article)
    assert BOUGHT in facts(store)


def test_reviewed_documents_become_gold(store: Store, article: Path, tmp_path: Path) -> None:
    ((name, reason),) = gold_after(store, lambda: judged(store, REJECTED))
    assert name == "article:deals" and "not reviewed yet" in reason
    ((_, part),) = gold_documents(store, partly=True)
    assert part["complete"] is False and part["relations"] == []
    for item in queue(store, Filter()):
        decide(store, item.id, Decision(ACCEPTED, "ann"))
    ((_, document),) = gold_documents(store)
    names = {e["id"]: e["name"] for e in document["entities"]}
    assert document["text"] == TEXT and "complete" not in document
    found = {(names[r["subject"]], r["type"], names[r["object"]]) for r in document["relations"]}
    assert ("Nvidia", "ACQUIRES", "Mellanox") in found and BOUGHT not in found
    for r in document["relations"]:
        assert TEXT[r["start_char"] : r["end_char"]] == r["quote"]
    for e in document["entities"]:
        assert e["mentions"] and all(m in TEXT for m in e["mentions"])
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(document))
    assert [d.text for d in read_documents(path)] == [TEXT]


def gold_after(store: Store, act: Callable[[], object]) -> list:
    act()
    return list(gold_documents(store))
