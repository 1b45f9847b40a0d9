"""Search by the beginning of a name, of a word, and with typing errors, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from statistics import median
from time import perf_counter

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from aigeo.cli import main
from aigeo.errors import AmbiguousNameError, NotFoundError
from aigeo.model.blocking import name_fields
from aigeo.model.names import MAX_KEY, name_key
from aigeo.resolve import find, search, suggest
from aigeo.store import Store
from tests.resolve.graphs import write

FIRMS = [
    ("firm:huawei", "Firm", "Huawei", ("华为技术有限公司", "HUAWEI TECHNOLOGIES CO., LTD.")),
    ("firm:huahong", "Firm", "Hua Hong Semiconductor", ()),
    ("firm:intel", "Firm", "Intel", ("Intel Corporation",)),
    ("firm:intelsat", "Firm", "Intelsat", ()),
    ("firm:moonshot", "Firm", "Beijing Moonshot AI", ("月之暗面",)),
    ("firm:smic", "Firm", "Semiconductor Manufacturing International Corporation", ("SMIC",)),
    ("firm:gazprom", "Firm", "Газпром нефть", ()),
]


@pytest.fixture
def firms(store: Store) -> Store:
    write(store, FIRMS)
    return store


def ids(store: Store, text: str, limit: int = 10) -> list[str]:
    return [row["id"] for row in search(store, text, limit)]


def test_a_name_in_any_script_and_spelling_comes_first(firms: Store) -> None:
    for text in ("Huawei", "huawei", "HUAWEI", "华为技术有限公司", "华为", "Huawei Technologies"):
        assert ids(firms, text)[0] == "firm:huawei", text
    assert ids(firms, "Intel")[:2] == ["firm:intel", "firm:intelsat"]
    assert search(firms, "Intel")[0]["score"] == 1.0
    assert ids(firms, "firm:intelsat")[0] == "firm:intelsat"


def test_beginnings_of_names_and_of_later_words_are_found(firms: Store) -> None:
    assert set(ids(firms, "hua")) == {"firm:huawei", "firm:huahong"}
    assert ids(firms, "moonsh") == ["firm:moonshot"]
    assert ids(firms, "international corp")[:1] == ["firm:smic"]
    assert ids(firms, "газп") == ["firm:gazprom"]
    assert ids(firms, "月") == ["firm:moonshot"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huawey", "firm:huawei"), ("uhawei", "firm:huawei"), ("hauwei", "firm:huawei"),
        ("huwaei", "firm:huawei"), ("huaweii", "firm:huawei"), ("huawi", "firm:huawei"),
        ("xuawei", "firm:huawei"), ("uawei", "firm:huawei"), ("intlesat", "firm:intelsat"),
        ("semicondutcor manufacturing", "firm:smic"), ("semiconductr", "firm:smic"),
        ("газпорм", "firm:gazprom"),
    ],
)  # fmt: skip
def test_a_typing_error_is_forgiven(firms: Store, typed: str, meant: str) -> None:
    assert meant in ids(firms, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("semiconducter manufacturring", "firm:smic"), ("bejing moonshot ay", "firm:moonshot"),
        ("huaa hong semicondutor", "firm:huahong"), ("hoa hung semiconductor", "firm:huahong"),
    ],
)  # fmt: skip
def test_two_errors_are_forgiven_in_a_longer_text(firms: Store, typed: str, meant: str) -> None:
    assert ids(firms, typed)[:1] == [meant]


def test_a_name_that_is_not_found_suggests_what_was_meant(firms: Store) -> None:
    assert [found["id"] for found in suggest(firms, "xuawei")] == ["firm:huawei"]
    assert suggest(firms, "intezzzz")[0]["id"] == "firm:intel"
    with pytest.raises(NotFoundError) as raised:
        find(firms, "huawey")
    assert raised.value.hint == "did you mean: Huawei"


def test_what_nothing_is_named_like_gives_nothing(firms: Store) -> None:
    for text in ("", "   ", "!!!", "zzzzqqqq", "\x00\x1b[2J", "x" * 10_000, "‮" * 20):
        assert search(firms, text) == []
    assert search(firms, "huawei", 0) == []
    assert len(search(firms, "hua", 1)) == 1


def test_names_longer_than_an_index_takes_are_kept_and_found(store: Store) -> None:
    long = "Institute of " + "very " * 2000 + "Long Names"
    other = "Institute of " + "very " * 2000 + "Longer Names"
    write(store, [("firm:a", "Firm", long, ()), ("firm:b", "Firm", other, ())])
    assert len(name_key(long)) <= MAX_KEY
    assert name_key(long) != name_key(other)
    assert set(ids(store, "institute of very")) == {"firm:a", "firm:b"}


def test_the_command_prints_what_is_found(
    embedded: Store, use_store: Callable[[Store], dict[str, str]]
) -> None:
    write(embedded, FIRMS)
    use_store(embedded)
    result = CliRunner().invoke(main, ["search", "huawe", "--format", "csv"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1].startswith("firm:huawei,Huawei,Firm,0.9")


@given(st.text(max_size=40))
def test_search_fields_of_a_name_say_where_they_come_from(name: str) -> None:
    key = name_key(name)
    fields = name_fields(key)
    for at in range(3):
        if f"omit{at}" in fields:
            assert len(fields[f"omit{at}"]) == len(key) - 1
    assert key.endswith(fields.get("rest", ""))
    assert fields.get("rest", "").endswith(fields.get("rest2", ""))


def test_ten_thousand_names_are_searched_in_time(store: Store) -> None:
    syllables = "hua wei shen zhen micro tech tron ics intel data lab bei jing corp sat".split()
    count = len(syllables)
    names = [
        f"{a}{b} {c} {d}" for a, b, c, d in product(syllables, syllables, syllables, syllables)
    ][:: count // 3]
    rows = [(f"firm:{n}", "Firm", name, ()) for n, name in enumerate(names)]
    for start in range(0, len(rows), 2000):
        write(store, rows[start : start + 2000])
    search(store, "warm up")
    for text in ("hua", "shenzhen mic", "huwaei", "zzzzzz"):
        times = []
        for _ in range(5):
            began = perf_counter()
            search(store, text)
            times.append(perf_counter() - began)
        # Far above what it takes (docs/decisions/0035), so that a busy machine does not fail it.
        assert median(times) < 0.5, (text, times)


@pytest.mark.parametrize("text", ["", "@", "…", "\u200b"])
def test_a_text_without_letters_suggests_nothing(store: Store, text: str) -> None:
    write(store, [("firm:a", "Firm", "Acme", [])])
    with pytest.raises(NotFoundError) as told:
        find(store, text)
    assert "Acme" not in str(told.value.hint)


def test_what_the_alias_table_says_of_a_government_is_not_said_of_its_capital(
    store: Store,
) -> None:
    write(store, [("gov:cn", "Government", "Government of China", ["Beijing"]),
                  ("place:beijing", "Place", "Beijing", [])])  # fmt: skip
    assert find(store, "Chinese government") == "gov:cn"
    assert ids(store, "Chinese government") == ["gov:cn"]
    assert set(ids(store, "Beijing")) == {"gov:cn", "place:beijing"}


def test_capitals_do_not_decide_which_of_two_is_meant(store: Store) -> None:
    write(store, [("a:1", "Firm", "National Bank", []), ("a:2", "Firm", "NATIONAL BANK", [])])
    for text in ("National Bank", "NATIONAL BANK", "national bank"):
        with pytest.raises(AmbiguousNameError):
            find(store, text)


def test_messages_do_not_repeat_a_very_long_name(firms: Store) -> None:
    with pytest.raises(NotFoundError) as raised:
        find(firms, "x" * 10_000)
    assert len(str(raised.value)) < 200
