"""Names as nobody should write them: no link, no crash, whatever is done with them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.errors import AigeoError
from aigeo.load import judging, run
from aigeo.load.batch import resolve_batch
from aigeo.resolve import find, search
from aigeo.resolve.families import capital_of, family
from aigeo.resolve.splinking import likely_pairs, record
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv
from tests.resolve.test_linking import CODE, HEADER, YAML, nodes

BAD = {
    "long": "Acme " + "very " * 2000 + "Devices",
    "longer": "Acme " + "very " * 2000 + "Devices Two",
    "bell": "Acme\x07Devices",
    "escape": "\x1b[2JAcme Devices",
    "turned": "\u202eseciveD emcA\u202c",
    "arabic": "أكمي ديفايسز",
    "hebrew": "אקמי Devices",
    "greek A": "Αcme Devices",
    "cyrillic": "Асme Dеvices",
    "marks": "A̸̢̛c̵m̷e̶ D̷e̸v̵i̷c̶e̵s̸" + "\u0336" * 200,
    "emoji": "🚀🚀🚀",
    "line": "Acme\nDevices",
    "quotes": "\"'`; MATCH (n) DETACH DELETE n //",
}


def test_bad_names_are_kept_apart_or_refused_and_never_merge(store: Store, tmp_path: Path) -> None:
    loaders = add_loader(tmp_path / "loaders", YAML.format(name="good"), CODE.format(name="good"),
                         "good")  # fmt: skip
    add_loader(tmp_path / "loaders", YAML.format(name="bad"), CODE.format(name="bad"), "bad")
    settings = with_loaders(store, loaders)
    good = write_csv(
        tmp_path / "good.csv", [("good:1", "Firm", "Acme Devices Group", "", "")], HEADER
    )
    run(store, settings, [good], loader="good")
    rows = [(f"bad:{key}", "Firm", name, "", "") for key, name in BAD.items()]
    bad = write_csv(tmp_path / "bad.csv", rows, HEADER)
    (report,) = run(store, settings, [bad], loader="bad")
    kept = store.read("MATCH (e:Firm) WHERE e.id STARTS WITH 'bad:' RETURN e.id AS id")
    rejected = sum(report.rejected.values())
    linked = store.read("MATCH (j:Judgement) RETURN j.left AS left, j.right AS right")
    # What shows alike may be one thing with itself, never with the good name.
    assert all("good:1" not in (row["left"], row["right"]) for row in linked)
    assert len(kept) + len(linked) + rejected == len(BAD)
    assert nodes(store) == len(kept) + 1
    for name in BAD.values():
        for row in search(store, name):
            assert row["id"].startswith(("bad:", "good:"))
        try:
            assert find(store, name).startswith("bad:")
        except AigeoError as error:
            assert str(error)
    done = resolve_batch(store, "Firm", threshold=0.01)
    assert done.change is None
    assert nodes(store) == len(kept) + 1


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
def test_a_decision_with_a_bad_name_or_reason_is_refused_or_plain(
    embedded: Store, name: str
) -> None:
    with pytest.raises(AigeoError):
        judging.merge(embedded, name, "Acme", by="ann")
    with pytest.raises(AigeoError):
        judging.split(embedded, name, name, by=name)
    assert embedded.read("MATCH (j:Judgement) RETURN count(j) AS n") == [{"n": 0}]


def test_bad_names_belong_to_no_family() -> None:
    for name in BAD.values():
        assert family("Model", name) is None
        assert family("Chip", name) is None
        assert capital_of(name) is None


@given(st.lists(st.sampled_from(sorted(BAD.values())), min_size=2, max_size=5, unique=True))
@settings(max_examples=5, deadline=None)
def test_bad_names_are_compared_without_a_crash(names: list[str]) -> None:
    records = [record(f"x:{n}", [name]) for n, name in enumerate(names)]
    found = {(a, b) for a, b, _ in likely_pairs(records, 0.5)}
    assert found <= set(combinations((r.unique_id for r in records), 2))


LOOKS_LIKE = [
    "Br\u0456ghtwater Systems",
    "Brightwater Syst\u0435ms",
    "\u0392rightwater Systems",
    "Bright\x07water Systems",
    "\x1b[1mBrightwater Systems",
    "Brightwater\x9f Systems",
]


@pytest.mark.parametrize("turned", [False, True])
def test_what_only_looks_like_a_name_is_not_linked(
    embedded: Store, tmp_path: Path, turned: bool
) -> None:
    loaders = add_loader(tmp_path / "loaders", YAML.format(name="good"), CODE.format(name="good"),
                         "good")  # fmt: skip
    add_loader(tmp_path / "loaders", YAML.format(name="bad"), CODE.format(name="bad"), "bad")
    settings = with_loaders(embedded, loaders)
    sides = {
        "good": [("good:1", "Firm", "Brightwater Systems", "", "")],
        "bad": [(f"bad:{n}", "Firm", name, "", "") for n, name in enumerate(LOOKS_LIKE)],
    }
    reports = {}
    for side in reversed(sides) if turned else sides:
        path = write_csv(tmp_path / f"{side}.csv", sides[side], HEADER)
        (reports[side],) = run(embedded, settings, [path], loader=side)
    assert reports["bad"].rejected == {"control characters": 3}
    assert nodes(embedded) == 4
