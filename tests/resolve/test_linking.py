"""Linking while loading: what is one thing, what never is, and what a person has to decide."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import InputError
from aigeo.load import judging, run
from aigeo.model.blocking import blocks, name_fields
from aigeo.model.names import name_key
from aigeo.resolve import find
from aigeo.resolve.aliases import USER_FILE, alias_table, read_aliases
from aigeo.resolve.blocked import MOST, asked_for, stored
from aigeo.resolve.features import FEATURES, features
from aigeo.resolve.linking import Candidate, from_row
from aigeo.resolve.matcher import matcher, same_words
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import add_loader, with_loaders, write_csv

CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            row["type"], row["name"], evidence=row, id=row["id"],
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(),
        )
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "type", "name", "aliases", "countries")


def load(store: Store, folder: Path, name: str, *rows: tuple[str, str, str, str]) -> None:
    """Load (type, name, aliases, countries); the ids are `name:0`, `name:1`, …"""
    loaders = add_loader(folder / "loaders", YAML.format(name=name), CODE.format(name=name), name)
    numbered = [(f"{name}:{n}", *row) for n, row in enumerate(rows)]
    path = write_csv(folder / f"{name}.csv", numbered, HEADER)
    (report,) = run(store, with_loaders(store, loaders), [path], loader=name)
    assert not report.rejected


def nodes(store: Store) -> int:
    return int(store.read("MATCH (e:Entity) RETURN count(e) AS n")[0]["n"])


HUAWEI = {
    "list": ("Firm", "HUAWEI TECHNOLOGIES CO., LTD.", "", "cn"),
    "cluster": ("Firm", "Huawei", "", ""),
    "article": ("Organization", "华为技术有限公司", "", ""),
}


@pytest.mark.parametrize("order", list(permutations(HUAWEI)))
def test_names_in_two_scripts_are_one_node_in_any_order(
    embedded: Store, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        load(embedded, tmp_path, name, HUAWEI[name])
    assert nodes(embedded) == 1
    assert (
        find(embedded, "华为") == find(embedded, "huawei") == find(embedded, "Huawei Technologies")
    )


def test_an_acronym_that_a_source_gives_itself_is_known_by_the_table(
    embedded: Store, tmp_path: Path
) -> None:
    load(embedded, tmp_path, "cluster", ("Firm", "SMIC", "", "cn"))
    load(
        embedded, tmp_path, "list",
        ("Firm", "Semiconductor Manufacturing International Corporation", "SMIC", ""),
    )  # fmt: skip
    assert nodes(embedded) == 1


LOOK_ALIKES = [
    (("Firm", "Intel", "", "us"), ("Firm", "Intelsat", "", "us")),
    (("Firm", "Huawei", "", "cn"), ("Firm", "Huawei Cloud", "", "cn")),
    (("Firm", "Cambricon", "", "cn"), ("Firm", "Cambricon (Hong Kong) Co., Ltd.", "", "cn")),
    (("Firm", "Megvii Technology", "", "ky"), ("Firm", "Megvii Technology", "", "cn")),
    (("Person", "Wei Li", "", "cn"), ("Person", "Wei Li", "", "us")),
    (("Person", "John Smith", "", "us"), ("Person", "John Smithson", "", "us")),
    (("Firm", "Acme 701 Institute", "", "cn"), ("Firm", "Acme 702 Institute", "", "cn")),
    (("Firm", "Nova", "ABC", ""), ("Firm", "Stella", "ABC", "")),
    (("Country", "China", "", ""), ("Government", "China", "", "cn")),
    (("Place", "Singapore", "", "sg"), ("Country", "Singapore", "", "sg")),
    (("Chip", "H100", "", ""), ("Chip", "H100 SXM", "", "")),
    (("Model", "Claude", "", ""), ("Model", "Claude 3 Opus", "", "")),
    (("Firm", "Angstrem", "", "ru"), ("Firm", "Angstrem-T", "", "ru")),
    (("Firm", "Naura Wuxi Equipment", "", "cn"), ("Firm", "Naura Xian Equipment", "", "cn")),
]


def test_look_alikes_stay_apart(embedded: Store, tmp_path: Path) -> None:
    for number, (one, other) in enumerate(LOOK_ALIKES):
        emptied(embedded)
        load(embedded, tmp_path, f"a{number}", one)
        load(embedded, tmp_path, f"b{number}", other)
        assert nodes(embedded) == 2, (one, other)


def test_spellings_are_linked_and_say_why(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Diamond Transportation Limited", "", "ir"))
    load(store, tmp_path, "b", ("Firm", "DIMOND TRANSPORTATION LTD", "", "ir"))
    assert nodes(store) == 1
    (judged,) = store.read("MATCH (j:Judgement) RETURN j.reason AS reason, j.by AS by")
    assert judged["reason"].startswith("matcher 0.9")
    judging.split(store, "b:0", "a:0", by="ann")
    assert nodes(store) == 2
    # The next version of the source must not link them again.
    load(store, tmp_path, "b", ("Firm", "DIMOND TRANSPORTATION LTD.", "", "ir"))
    assert nodes(store) == 2


def test_what_is_likely_but_not_certain_is_kept_for_review(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Shiraz Electronics Industries", "SEI", "ir"))
    load(store, tmp_path, "b", ("Firm", "Shiraz Electronic Industries (SEI) Co.", "", "ir"))
    assert nodes(store) == 2
    (pair,) = open_pairs(store)
    assert {pair.left, pair.right} == {"a:0", "b:0"}
    assert 0.3 < pair.score < 1


def test_a_name_of_several_is_no_link_but_pairs(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Blue Sky", "", "ae"), ("Firm", "Blue Sky", "", "za"))
    load(store, tmp_path, "b", ("Firm", "Blue Sky", "", ""))
    assert nodes(store) == 3
    assert {pair.reason for pair in open_pairs(store)} == {"name of several"}


def test_a_record_with_identifiers_of_two_things_is_for_a_person(
    store: Store, tmp_path: Path
) -> None:
    rows = {
        "one": [("Acme", "5299000J2N45DDNE4Y28", "")], "two": [("Bolt", "", "Q2")],
        "three": [("Acme Bolt", "5299000J2N45DDNE4Y28", "Q2")],
    }  # fmt: skip
    code = """
def load(context):
    for row in context.rows("{name}.csv"):
        given = {"lei": row["lei"], "wd": row["wd"]}
        context.entity("Firm", row["name"], evidence=row, external_ids=given)
"""
    for name, lines in rows.items():
        loaders = add_loader(
            tmp_path / "loaders", YAML.format(name=name), code.replace("{name}", name), name
        )
        path = write_csv(tmp_path / f"{name}.csv", lines, ("name", "lei", "wd"))
        run(store, with_loaders(store, loaders), [path], loader=name)
    assert find(store, "Acme") != find(store, "Bolt")
    assert find(store, "Acme Bolt") == find(store, "Acme")
    (pair,) = [p for p in open_pairs(store) if p.reason == "identifiers of both"]
    assert {pair.left, pair.right} == {find(store, "Acme"), find(store, "Bolt")}


def test_names_that_nobody_can_read_are_not_linked(store: Store, tmp_path: Path) -> None:
    odd = [
        "x" * 10_000,
        "\u202eiewauH\u202c",
        "Ηuawei",
        "Hua\u200bwei",
        "!!!",
        "ﷺ ﷺ",
        "\u0627\u0644",
    ]
    load(store, tmp_path, "a", ("Firm", "Huawei", "", ""))
    load(store, tmp_path, "b", *(("Firm", name, "", "") for name in odd))
    # Only the zero-width space, which nobody can see, makes the same name.
    linked = {r["id"] for r in store.read("MATCH (i:Identity) RETURN i.id AS id")}
    assert linked == {"b:3"}


def test_the_table_of_the_user_links_too(embedded: Store, tmp_path: Path) -> None:
    file = embedded.settings.home / USER_FILE
    file.write_text("alias,name\nBig Blue Chips,Zylon Devices\nZylon,Zylon Devices\n")
    try:
        load(embedded, tmp_path, "a", ("Firm", "Zylon Devices", "", ""))
        load(embedded, tmp_path, "b", ("Firm", "Big Blue Chips", "", ""))
        assert nodes(embedded) == 1
        assert find(embedded, "zylon") == "a:0"
    finally:
        file.unlink()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("alias,name\na1,b1\nb1,c1\nc1,a1\n", "in a circle"),
        ("alias,name\nAl\x07pha,Beta\n", "row 1, field 'alias': holds control characters"),
        ("alias,name\nab,first\nab,second\n", "row 2, field 'alias'"),
        ("alias,name\n,first\n", "row 1, field 'alias'"),
        ("alias,name\nab,!!!\n", "row 1, field 'name'"),
        (f"alias,name\nab,{'y' * 10_000}\n", "too long"),
        ("other,name\nab,cd\n", "'alias' is missing"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(text)
    with pytest.raises(InputError) as raised:
        read_aliases(file)
    assert said in str(raised.value)
    assert "aliases.csv" in str(raised.value)


def test_a_name_that_the_shipped_table_has_for_another_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias;name\nChipzilla;Intel\n华为;Huawei\nHuawei;Intel\n")
    with pytest.raises(InputError) as raised:
        alias_table(tmp_path)
    assert "aliases.csv, row 3, field 'alias'" in str(raised.value)
    assert "'huawei'" in str(raised.value)


def test_chains_of_aliases_are_one_thing(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias,name\na1,b1\nb1,c1\nd1,c1\n")
    table = read_aliases(file)
    assert table["a1"] == table["c1"] == {"a1", "b1", "c1", "d1"}


def test_a_name_of_two_things_has_no_equivalents() -> None:
    table = alias_table()
    assert "华为" in table.equivalents("huawei")
    assert table.equivalents("no such name at all") == frozenset()


NAMES = st.text(min_size=1, max_size=60)


@given(NAMES, NAMES, st.sampled_from(("", "cn")), st.sampled_from(("Firm", "Organization")))
def test_the_matcher_takes_any_two_names(a: str, b: str, country: str, kind: str) -> None:
    left = Candidate("a:1", "Firm", frozenset({a}))
    right = Candidate("a:2", kind, frozenset({b}), countries=frozenset({country} - {""}))
    assert features([(left, right)], matcher().lexicon).shape == (1, len(FEATURES))
    there, back = matcher().probability(left, right), matcher().probability(right, left)
    assert 0 <= there <= 1
    assert there == pytest.approx(back, abs=0.2)
    assert same_words(left, right) == same_words(right, left)


@given(NAMES)
def test_blocks_are_texts_that_both_engines_index(name: str) -> None:
    key = name_key(name)
    for text in {**name_fields(key), **blocks(key)}.values():
        assert 0 < len(text.encode()) < 4000


def test_a_block_of_too_many_is_asked_once(store: Store, tmp_path: Path) -> None:
    many = [("Firm", f"Kron{n:03d} Qqqq", "", "") for n in range(2 * MOST + 2)]
    load(store, tmp_path, "a", *many)
    crowded: set[tuple[str, str]] = set()
    keys = asked_for(Candidate("b:1", "Firm", frozenset({"Krona Qqqq", "Kron007 Qqqq"})))
    found = stored(store, keys, lambda row: Candidate(row["id"], row["type"], frozenset()), crowded)
    assert ("tail", "qqqq") in crowded
    assert all(len(things) <= MOST for things in found.values())
    assert stored(store, crowded, lambda row: row, crowded) == {}  # type: ignore[arg-type, return-value]


def test_an_equal_address_makes_a_pair_likelier(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Perunov Aeroscan Systems", "", "ru"))
    place = "Perunovsky per. 3, building 2, Moscow 127055"
    store.write("MATCH (e:Entity {id: 'a:0'}) SET e.address = $place", {"place": place})
    keys = asked_for(Candidate("b:0", "Firm", frozenset({"Aeroscan Group"})))
    found = stored(store, keys, from_row, set())
    ((known,),) = {tuple(things) for things in found.values()}
    assert known.addresses == {place}


def test_an_acronym_that_another_has_is_left_to_a_person(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Tarn Mill Works", "TMWX", "no"))
    load(store, tmp_path, "b", ("Firm", "TMWX", "", ""))
    assert find(store, "b:0") == "b:0"
    (pair,) = store.read("MATCH (p:CandidatePair) RETURN p.left AS left, p.right AS right")
    assert {pair["left"], pair["right"]} == {"a:0", "b:0"}


def test_a_name_of_its_own_says_more_than_the_alias_table(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("Firm", "Mubadala Investment Company", "Mubadala", "ae"),
         ("Fund", "Mubadala", "", "sa"))  # fmt: skip
    load(store, tmp_path, "b", ("Organization", "Mubadala Investment Co", "", ""))
    assert find(store, "b:0") == "a:0"
