import hashlib
import json
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.ids import (
    MAX_SLUG,
    _plain,
    canonical_json,
    content_hash,
    entity_id,
    external_id,
    fact_id,
    slug,
    statement_id,
)
from aigeo.model.vocabulary import vocabulary

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huawei", "huawei"),
        ("  Zürich — HB ", "zurich-hb"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("华为 技术", "华为-技术"),
        ("삼성전자", "삼성전자"),
        ("日本ガード", "日本ガード"),
        ("हिन्दी", "हिन्दी"),
        ("Йод", "йод"),
        ("A/B:C#D", "a-b-c-d"),
    ],
)
def test_slugs_are_recorded(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slug_is_never_empty_short_and_stable(text: str) -> None:
    result = slug(text)
    assert 0 < len(result) <= MAX_SLUG
    assert not set(result) & set(" \t\n/:#?%")
    assert slug(result) == result
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text)) or (
        result.startswith("x-")
    )


@given(st.text(alphabet="abcdefgh ", min_size=100), st.text(alphabet="xyz", min_size=1))
def test_long_names_that_differ_at_the_end_get_different_slugs(name: str, end: str) -> None:
    assert slug("a" * 100 + name) != slug("a" * 100 + name + end)


def test_symbols_alone_get_a_hash() -> None:
    assert slug("!!!").startswith("x-")
    assert slug("!!!") != slug("???")


def test_entity_ids_are_recorded() -> None:
    assert entity_id("Firm", "Huawei Technologies Co., Ltd.") == "firm:huawei-technologies"
    assert entity_id("ResearchOrganization", "CSET") == "research-organization:cset"
    assert entity_id("Government", "the U.S. Government") == "government:us-government"
    assert entity_id("Chip", "iPhone SE") == "chip:iphone-se"
    assert entity_id("Model", "GPT-4.5") == "model:gpt-4-5"


def test_a_key_tells_namesakes_apart() -> None:
    first, second = (entity_id("Person", "Li Wei", key) for key in ("row 1", "row 2"))
    assert first != second
    assert first.startswith("person:li-wei-")


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("wd", "q95", "wd:Q95"),
        ("lei", "5493001KJTIIGC8Y1R12", "lei:5493001KJTIIGC8Y1R12"),
        ("cc", "CN", "cc:cn"),
        ("ofac", " 30629 ", "ofac:30629"),
        ("epoch", "GPT-4/2023", "epoch:GPT-4/2023"),
    ],
)
def test_external_ids_get_one_spelling(scheme: str, value: str, expected: str) -> None:
    assert external_id(scheme, value) == expected


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("wd", "P31"),
        ("wd", "Q0"),
        ("lei", "5493001KJTIIGC8Y1R13"),
        ("lei", "short"),
        ("cc", "China"),
        ("ofac", "30a"),
        ("epoch", ""),
        ("epoch", "two words"),
        ("Bad Scheme", "x"),
        ("wd", "Q９"),
    ],
)
def test_wrong_external_ids_are_refused(scheme: str, value: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        external_id(scheme, value)


@given(values)
def test_canonical_json_round_trips_to_itself(value: object) -> None:
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text


@given(values)
def test_canonical_json_is_the_same_by_the_quick_way_and_the_slow(value: object) -> None:
    slow = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical_json(value) == slow


@given(st.dictionaries(st.text(), values, max_size=4))
def test_key_order_and_nulls_do_not_count(content: dict[str, object]) -> None:
    turned = dict(reversed(list(content.items())))
    assert content_hash(content) == content_hash(turned)
    unused = next(str(n) for n in range(9) if str(n) not in content)
    assert content_hash(content) == content_hash({**content, unused: None})
    assert content_hash(content) != content_hash({**content, unused: "x"})


def test_numbers_and_normal_forms_that_are_equal_hash_equally() -> None:
    assert content_hash({"a": 5}) == content_hash({"a": 5.0})
    assert content_hash({"a": "é"}) == content_hash({"a": "e\u0301"})
    assert content_hash({"a": [1, 2]}) != content_hash({"a": [2, 1]})
    assert content_hash({"a": "1"}) != content_hash({"a": 1})


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        content_hash({"a": float("nan")})


def test_only_identity_qualifiers_make_a_fact_distinct() -> None:
    plain = fact_id("INVESTS_IN", "firm:a", "firm:b", {"round": "Series A"})
    assert plain == fact_id(
        "INVESTS_IN", "firm:a", "firm:b", {"round": "Series A", "amount": 5.0, "currency": "USD"}
    )
    assert plain != fact_id("INVESTS_IN", "firm:a", "firm:b", {"round": "Series B"})
    assert plain != fact_id("INVESTS_IN", "firm:b", "firm:a", {"round": "Series A"})
    assert plain != fact_id("OWNS", "firm:a", "firm:b", {"round": "Series A"})


@pytest.mark.parametrize("name", sorted(vocabulary().relation_types))
def test_ends_are_interchangeable_only_in_symmetric_relations(name: str) -> None:
    same = fact_id(name, "x:a", "x:b") == fact_id(name, "x:b", "x:a")
    assert same == vocabulary().relation_types[name].symmetric


@given(st.lists(st.tuples(st.text(), st.text()), min_size=2, max_size=2, unique=True))
def test_fact_ids_do_not_run_parts_together(pairs: list[tuple[str, str]]) -> None:
    ids = {fact_id("OWNS", *(unicodedata.normalize("NFC", end) for end in pair)) for pair in pairs}
    normal = {tuple(unicodedata.normalize("NFC", end) for end in pair) for pair in pairs}
    assert len(ids) == len(normal)


def test_ids_are_the_same_in_another_process() -> None:
    code = (
        "from aigeo.model.ids import *;"
        "print(fact_id('INVESTS_IN','a:é','b:华',{'round':'A','date':'2024'}),"
        "statement_id('src', kind='relation', row=3), content_hash({'b':[1.5,None],'a':{'x'}}))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    # Recorded: stored ids depend on these; a change needs a migration of the store.
    assert seen.pop().split() == [
        "f:99b9a1ffb32def2936fa",
        "s:d79cde941bf3c61cd776",
        "b68d05eb859c6ce71069e45d327b9f95",
    ]
    assert fact_id("INVESTS_IN", "a:e\u0301", "b:华", {"date": "2024", "round": "A"}) == (
        "f:99b9a1ffb32def2936fa"
    )
    assert content_hash({"a": frozenset({"x"}), "b": (1.5, None)}) == (
        "b68d05eb859c6ce71069e45d327b9f95"
    )


@given(
    st.lists(values, max_size=4),
    st.dictionaries(st.sampled_from(["row", "start", "cells", "properties"]), values),
)
def test_a_statement_id_hashes_the_canonical_text(
    parts: list[object], fields: dict[str, object]
) -> None:
    said = {name: value for name, value in fields.items() if value is not None}
    text = canonical_json([parts, said]).encode("utf-8", "surrogatepass")
    expected = hashlib.blake2b(text, digest_size=10).hexdigest()
    assert statement_id(*parts, **fields) == f"s:{expected}"


def test_statement_ids_depend_on_every_part() -> None:
    base = statement_id("src", "relation", row=3)
    assert base != statement_id("src", "relation", row=4)
    assert base != statement_id("other", "relation", row=3)
    assert base != statement_id("srcrelation", row=3)
