"""Merging, splitting and undoing: facts follow, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aigeo.errors import (
    AigeoError,
    InputError,
    JudgementConflict,
    NotFoundError,
    UsageError,
)
from aigeo.load import judging
from aigeo.resolve import find
from aigeo.resolve.judgements import Judgement, checked
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import facts
from tests.resolve.sources import World, exported


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    world = World(store, tmp_path)
    world.load("one")
    world.load("two")
    return world


def judgement(left: str, right: str, verdict: str = "same", by: str = "ann") -> Judgement:
    return Judgement(left, right, verdict, by, "2026-03-01")


def unlike(store: Store) -> Judgement:
    """Give a judgement that a firm and a chip are one."""
    return judgement(find(store, "Acme"), find(store, "Chip A"))


def test_a_merge_moves_all_facts_and_undo_brings_them_back(world: World, tmp_path: Path) -> None:
    before = world.picture(), exported(world.store, tmp_path)
    assert ("Borealis", "OWNS", "Celadon") in facts(world.store)
    change = judging.merge(world.store, "Celadon Technology", "Celadon", by="ann", reason="site")
    kept = find(world.store, "Celadon Technology")
    assert find(world.store, "Celadon") == kept == find(world.store, "firm:celadon")
    assert find(world.store, "青瓷") == kept
    (node,) = world.store.read("MATCH (e:Entity {id: $id}) RETURN e", {"id": kept})
    assert node["e"]["source_count"] == 2
    owners = {a for a, kind, b in facts(world.store) if kind == "OWNS" and "Celadon" in b}
    assert owners == {"Borealis", "Acme Group"}
    world.reproject()
    assert judging.undo(world.store, change.id, by="ann").undone_by.startswith("ann, ")
    assert world.picture() == before[0]
    assert exported(world.store, tmp_path) == before[1]


def test_a_merge_of_things_that_stand_as_qualifiers_moves_the_facts(world: World) -> None:
    before = world.picture()
    judging.merge(world.store, "Chip A", "Chip B", by="ann")
    rows = world.store.read("MATCH ()-[r:SUPPLIES]->() RETURN r.item AS item, r.item_name AS name")
    assert {row["item"] for row in rows} == {"chip:chip-a"}
    world.reproject()
    judging.undo(world.store, by="ann")
    assert world.picture() == before


def test_a_split_parts_what_loading_linked_and_undo_joins_it(world: World) -> None:
    before = world.picture()
    assert find(world.store, "two:1") == find(world.store, "Acme")
    judging.split(world.store, "two:1", "Acme", by="ann")
    assert find(world.store, "two:1") == "two:1"
    world.reproject()
    judging.undo(world.store, by="bob")
    assert world.picture() == before


def test_a_judgement_holds_when_the_sources_come_again(world: World) -> None:
    judging.split(world.store, "two:2", "Borealis", by="ann")
    judging.merge(world.store, "Celadon", "two:3", by="ann")
    before = world.picture()
    world.remove("two")
    world.load("two")
    assert find(world.store, "two:2") == "two:2"
    assert find(world.store, "two:3") == find(world.store, "Celadon")
    # A pair that was judged is not proposed again.
    proposed = [n for n in before["nodes"] if "'CandidatePair'" in n and "two:3" in n]
    kept = {**before, "nodes": [n for n in before["nodes"] if n not in proposed]}
    assert world.picture() == kept


def test_conflicts_are_reported_and_nothing_changes(world: World) -> None:
    judging.split(world.store, "two:4", "Celadon", by="ann")
    before = world.picture()
    with pytest.raises(JudgementConflict, match=r"two:4 and firm:celadon: different \(by ann"):
        judging.merge(world.store, "Celadon", "Dunlin", by="bob")
    chain = [judgement("two:4", "two:3"), judgement("two:3", "firm:celadon")]
    with pytest.raises(JudgementConflict, match="two:3"):
        judging.judge(world.store, chain, action="import")
    assert world.picture() == before
    judging.merge(world.store, "Celadon", "two:3", by="bob")
    with pytest.raises(JudgementConflict, match="by bob"):
        judging.split(world.store, "two:3", "firm:celadon", by="ann")


def test_undo_against_later_decisions_is_a_conflict(world: World) -> None:
    split = judging.split(world.store, "two:1", "Acme", by="ann")
    judging.merge(world.store, "two:4", "two:1", by="ann")
    judging.split(world.store, "two:4", "Acme", by="ann")
    with pytest.raises(JudgementConflict):
        judging.undo(world.store, split.id, by="ann")


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (lambda s: judging.merge(s, "Acme", "No Such Firm", by="a"), NotFoundError, "No Such Firm"),
        (lambda s: judging.merge(s, "Acme", "two:1", by="a"), UsageError, "one entity already"),
        (lambda s: judging.merge(s, "Acme", "Chip A", by="a"), InputError, "cannot be one"),
        (lambda s: judging.judge(s, [unlike(s)], action="import"), InputError, "cannot be one"),
        (lambda s: judging.merge(s, "Acme", "Dunlin", by=""), InputError, "by"),
        (lambda s: judging.merge(s, "Acme", "Dunlin", by="x" * 10_000), InputError, "10000"),
        (lambda s: judging.merge(s, "Acme", "Dunlin", by="a\x1b[2J"), InputError, "control"),
        (lambda s: judging.merge(s, "Acme", "\u202e" * 10_000, by="a"), NotFoundError, ""),
        (lambda s: judging.split(s, "Acme", "Acme", by="a"), UsageError, "one id"),
        (lambda s: judging.undo(s, "change:none", by="a"), NotFoundError, "change:none"),
        (lambda s: judging.undo(s, by="a"), NotFoundError, "nothing to undo"),
        (lambda s: judging.judge(s, [judgement("a:1", "a:2")], action="import"), NotFoundError,
         "a:1"),
    ],
)  # fmt: skip
def test_bad_decisions_change_nothing(
    embedded: Store, tmp_path: Path, act: object, error: type[AigeoError], said: str
) -> None:
    world = World(embedded, tmp_path)
    world.load("one")
    world.load("two")
    before = world.picture()
    with pytest.raises(error) as raised:
        act(embedded)  # type: ignore[operator]
    assert said in str(raised.value)
    assert world.picture() == before


def test_a_judgement_that_is_unsound_names_row_and_field() -> None:
    for wrong, field in (
        ({"verdict": "maybe"}, "verdict"), ({"right": "a:1"}, "right"), ({"by": "aigeo"}, "by"),
        ({"at": "yesterday"}, "at"), ({"left": " "}, "left"), ({"reason": "\x07"}, "reason"),
    ):  # fmt: skip
        fields = {"left": "a:1", "right": "a:2", "verdict": "same", "by": "ann", "at": "2026-01-01"}
        with pytest.raises(InputError, match=f"x.csv, row 3, field '{field}'"):
            checked(Judgement(**{**fields, **wrong}), path="x.csv", row=3)


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "split", "split", "load", "remove")),
        st.integers(0, 1000),
        st.integers(0, 1000),
    ),
    min_size=1,
    max_size=7,
)


@given(actions=ACTIONS)
@settings(
    max_examples=12, deadline=None, derandomize=True, phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_sequence_undone_leaves_the_export_as_it_was(
    store: Store, tmp_path: Path, actions: list[tuple[str, int, int]]
) -> None:
    emptied(store)
    world = World(store, tmp_path)
    world.load("one")
    world.load("two")
    before = world.picture()
    back = []
    for action, a, b in actions:
        loaded = world.loaded()
        if action == "load":
            if "three" not in loaded:
                world.load("three")
                back.append(lambda: world.remove("three"))
            continue
        if action == "remove":
            if "three" in loaded:
                # Only the end of the sequence: what is undone later must find it loaded.
                world.remove("three")
                back.append(lambda: world.load("three"))
            continue
        ids = world.entities() if action == "merge" else world.source_ids()
        act = judging.merge if action == "merge" else judging.split
        try:
            change = act(store, ids[a % len(ids)], ids[b % len(ids)], by="ann")
        except (UsageError, InputError, JudgementConflict):
            continue
        seen = world.picture()
        world.reproject()
        assert world.picture() == seen, "the facts are those that all statements add up to"
        back.append(lambda change=change: judging.undo(store, change.id, by="ann"))
    for step in reversed(back):
        step()
    assert world.picture() == before
