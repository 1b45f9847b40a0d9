"""`aigeo resolve batch`: pairs over a whole graph, which people judge."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.cli import main
from aigeo.errors import ConfigError, UsageError
from aigeo.load import judging, run
from aigeo.load.batch import Batch, resolve_batch
from aigeo.model.names import name_key
from aigeo.resolve.judgements import Judgement
from aigeo.resolve.review import open_pairs
from aigeo.resolve.splinking import likely_pairs, record
from aigeo.store import Store
from tests.load.sources import add_loader, snapshot, with_loaders, write_csv
from tests.resolve.test_audit import pairs as audit_pairs

YAML = "name: people\ntitle: People\nlicence: CC0\nfiles:\n  - name: people.csv\n"
CODE = """
def load(context):
    for row in context.rows("people.csv"):
        person = context.entity(
            "Person", row["name"], evidence=row, id=row["id"],
            countries=row["country"].split(), birth_date=row["born"] or None,
            external_ids={"wd": row["wikidata"]} if row["wikidata"] else None,
        )
        firm = context.entity("Firm", "Works of " + row["country"].upper(), evidence=row)
        context.relation("WORKS_FOR", person, firm, evidence=row)
"""
HEADER = ("id", "name", "country", "born", "wikidata")
TWINS = [
    ("p:1", "Mikhail Gorbunov", "ru", "1968-03-01", ""),
    ("p:2", "Mikhail Gorbunow", "ru", "1968-03-01", ""),
    ("p:3", "Abdul Qadir Rahmani", "af", "1971-07-12", ""),
    ("p:4", "Abdolqader Rahmani", "af", "1971-07-12", ""),
    # One name, and a register that tells them apart.
    ("p:5", "Chen Jianguo", "cn", "1955-05-09", "Q101"),
    ("p:6", "Chen Jian Guo", "cn", "1955-05-09", "Q102"),
]
_FIRST = "Anna Boris Carla Dmitri Elena Farid Greta Hassan Irina Jamal".split()
_LAST = "Kowalczyk Lindqvist Moreau Nakamura Okafor Petrovic Quiroga Sadeghi".split()
OTHERS = [
    (f"q:{n}", f"{first} {last}", "de fr jp ru ir ng".split()[n % 6], f"19{40 + n % 50}", "")
    for n, (first, last) in enumerate((f, x) for f in _FIRST for x in _LAST)
]


@pytest.fixture
def people(store: Store, tmp_path: Path) -> Store:
    return loaded(store, tmp_path)


def loaded(store: Store, folder: Path) -> Store:
    loaders = add_loader(folder / "loaders", YAML, CODE, "people")
    path = write_csv(folder / "people.csv", [*TWINS, *OTHERS], HEADER)
    (report,) = run(store, with_loaders(store, loaders), [path], loader="people")
    assert not report.rejected, report.rejected
    return store


def twins(batch: Batch) -> set[frozenset[str]]:
    return {frozenset((p.left, p.right)) for p in batch.pairs if p.left[0] == p.right[0] == "p"}


def test_likely_pairs_wait_for_review_and_nothing_is_merged(people: Store) -> None:
    before = snapshot(people)["edges"]
    done = resolve_batch(people, "Person", threshold=0.5)
    assert twins(done) == {frozenset(("p:1", "p:2")), frozenset(("p:3", "p:4"))}
    assert done.compared == len(TWINS) + len(OTHERS)
    assert done.change is None
    assert snapshot(people)["edges"] == before
    waiting = {
        frozenset((pair.left, pair.right)): pair
        for pair in open_pairs(people)
        if pair.reason == "likely one by Splink"
    }
    assert {frozenset((p.left, p.right)) for p in done.pairs} == set(waiting)
    assert waiting[frozenset(("p:1", "p:2"))].score > 0.9
    stored = people.read(
        "MATCH (p:CandidatePair) WHERE p.load IS NULL RETURN DISTINCT p.origin AS o, p.type AS t"
    )
    assert stored == [{"o": "splink", "t": "Person"}]


def test_a_second_run_gives_the_same_and_leaves_out_what_was_judged(people: Store) -> None:
    first = resolve_batch(people, "Person")
    again = resolve_batch(people, "Person")
    assert again == first
    judgement = Judgement("p:1", "p:2", "different", "ann", "2026-01-01")
    judging.judge(people, [judgement], action="review")
    assert twins(resolve_batch(people, "Person")) == {frozenset(("p:3", "p:4"))}
    assert {pair.left for pair in open_pairs(people)} & {"p:1", "p:2"} == set()


def test_merges_are_judgements_by_splink_that_can_be_undone(people: Store) -> None:
    resolve_batch(people, "Person", threshold=0.999_99)
    before = snapshot(people)
    done = resolve_batch(people, "Person", threshold=0.9, merge_above=0.9)
    assert {pair.left[0] for pair in done.pairs if pair.merged} == {"p"}
    verdicts = people.read("MATCH (j:Judgement) WHERE j.verdict = 'same' RETURN j.by AS by")
    assert [row["by"] for row in verdicts] == ["splink", "splink"]
    assert people.read("MATCH (e:Person) WHERE e.id STARTS WITH 'p:' RETURN count(e) AS n") == [
        {"n": 4}
    ]
    assert done.change is not None
    judging.undo(people, done.change, by="ann")
    resolve_batch(people, "Person", threshold=0.999_99)
    after = snapshot(people)
    assert after["edges"] == before["edges"]
    assert [n for n in after["nodes"] if "'change:" not in n] == before["nodes"]


NAMESAKES = """
def load(context):
    for row in context.rows("namesakes.csv"):
        context.entity(
            "Person", row["name"], evidence=row, id=row["id"],
            birth_date=row["born"] or None, nationality=row["of"].split(),
        )
"""
OF_ONE_NAME = [
    ("p:1", "Oleg Viktorovich Sorokin", "1961-02-03", "ru"),
    ("p:2", "Oleg Viktorovitch Sorokin", "1961-02-04", "ru"),  # another day
    ("p:3", "Tamara Olegovna Belyaeva", "1975", ""),
    ("p:4", "Tamara Olegovna Beliaeva", "1980-11-30", ""),  # another year
    ("p:5", "Karim Haddad Nassar", "", "lb"),
    ("p:6", "Kareem Haddad Nassar", "", "sy"),  # another nationality: a doubt, no proof
    ("p:7", "Yusuf Ibrahim Darwish", "1970", "sy"),
    ("p:8", "Yousuf Ibrahim Darwish", "1970-05-01", "sy"),  # a day of that year
]


def test_people_born_on_different_dates_are_neither_proposed_nor_merged(
    store: Store, tmp_path: Path
) -> None:
    yaml = YAML.replace("people", "namesakes")
    loaders = add_loader(tmp_path / "loaders", yaml, NAMESAKES, "namesakes")
    others = [(i, name, born, "") for i, name, _, born, _ in OTHERS]
    path = write_csv(
        tmp_path / "namesakes.csv", [*OF_ONE_NAME, *others], ("id", "name", "born", "of")
    )
    (report,) = run(store, with_loaders(store, loaders), [path], loader="namesakes")
    assert not report.rejected, report.rejected
    proposed = resolve_batch(store, "Person", threshold=0.01)
    assert not {frozenset(("p:1", "p:2")), frozenset(("p:3", "p:4"))} & twins(proposed)
    assert {frozenset(("p:5", "p:6")), frozenset(("p:7", "p:8"))} <= twins(proposed)
    done = resolve_batch(store, "Person", threshold=0.01, merge_above=0.01)
    merged = {frozenset((p.left, p.right)) for p in done.pairs if p.merged and p.left[0] == "p"}
    assert merged == {frozenset(("p:7", "p:8"))}
    kept = {frozenset((p.left, p.right)) for p in open_pairs(store)}
    assert not {frozenset(("p:1", "p:2")), frozenset(("p:3", "p:4"))} & kept


def test_a_person_overrules_what_splink_merged(embedded: Store, tmp_path: Path) -> None:
    loaded(embedded, tmp_path)
    resolve_batch(embedded, "Person", merge_above=0.9)
    judging.split(embedded, "p:1", "p:2", by="ann")
    assert embedded.read("MATCH (e:Person) WHERE e.id IN ['p:1', 'p:2'] RETURN count(e) AS n") == [
        {"n": 2}
    ]
    again = resolve_batch(embedded, "Person", merge_above=0.9)
    assert frozenset(("p:1", "p:2")) not in twins(again)


def test_the_command_says_what_it_did(
    embedded: Store, tmp_path: Path, use_store: Callable[[Store], dict[str, str]]
) -> None:
    loaded(embedded, tmp_path)
    use_store(embedded)
    words = ["resolve", "batch", "Person", "--limit", "2", "--format", "json"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert {row["left_name"] for row in json.loads(result.stdout)} == {
        "Mikhail Gorbunov", "Abdul Qadir Rahmani",
    }  # fmt: skip
    assert f"{len(TWINS) + len(OTHERS)} compared, 2 pairs kept for review" in result.stderr
    wrong = CliRunner().invoke(main, ["resolve", "batch", "Thing"])
    assert wrong.exit_code == 2
    assert "no entity type 'Thing'" in wrong.stderr


def test_without_the_extra_the_error_says_what_to_install(
    embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(ConfigError) as raised:
        resolve_batch(embedded, "Person")
    assert raised.value.hint == "pip install 'aigeo[splink]'"
    with pytest.raises(UsageError):
        resolve_batch(embedded, "Person) DETACH DELETE (e")


def test_weights_estimated_without_labels_find_the_pairs_of_the_audit_list() -> None:
    pairs, records = audit_pairs(), []
    for number, pair in enumerate(pairs):
        for side in ("left", "right"):
            texts = [pair[f"{side}_name"], *pair[f"{side}_aliases"].split("|")]
            names = [name_key(text) for text in texts if text]
            countries = pair[f"{side}_countries"].split()
            records.append(record(f"{side}:{number}", names, countries=countries))
    found = {frozenset((a, b)): p for a, b, p in likely_pairs(records, 0.5)}
    verdicts = [pair["verdict"] for pair in pairs]
    scores = [found.get(frozenset((f"left:{n}", f"right:{n}")), 0.0) for n in range(len(pairs))]
    same = [p for p, verdict in zip(scores, verdicts, strict=True) if verdict == "same"]
    different = [p for p, verdict in zip(scores, verdicts, strict=True) if verdict == "different"]
    # The rest is written in another script or shares no word: the alias table knows those.
    assert sum(p >= 0.5 for p in same) / len(same) > 0.93
    assert sum(p >= 0.99 for p in different) / len(different) < 0.02
    assert sum(p >= 0.99 for p in same) / len(same) > 0.8


@given(st.lists(st.lists(st.text(max_size=30), max_size=3), max_size=6))
@settings(max_examples=10, deadline=None)
def test_any_names_are_compared(names: list[list[str]]) -> None:
    records = [record(f"x:{n}", some) for n, some in enumerate(names)]
    for left, right, p in likely_pairs(records, 0.5):
        assert left < right
        assert 0.5 <= p <= 1
