"""Dates, amounts, status, grounding, names, phrases, coreference and patterns, each on its own."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.amounts import find_money, find_share
from aigeo.articles.dates import find_dates
from aigeo.articles.gazetteer import Entry, Gazetteer, gazetteer
from aigeo.articles.grounding import align, check
from aigeo.articles.local import RuleReader
from aigeo.articles.mentions import Entity, Mention, Relation
from aigeo.articles.patterns import rules
from aigeo.articles.status import status_of
from aigeo.articles.text import split_sentences, tokenise
from aigeo.model.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on October 7, 2022", "2022-10-07"),
        ("on 7 Oct 2022", "2022-10-07"),
        ("in May 2019", "2019-05"),
        ("since 2018", "2018"),
        ("in April", "2025-04"),
        ("in December", "2024-12"),
        ("on Monday", "2025-04-07"),
        ("last year", "2024"),
        ("last month", "2025-03"),
        ("on Sept. 30", "2024-09-30"),
        ("2025-01-02", "2025-01-02"),
        ("on February 30, 2024", None),
        ("about 2,000 chips", None),
    ],
)
def test_dates(text, value):
    found = find_dates(f"It fell {text}, they said.", "2025-04-09")
    assert [d.value for d in found] == ([] if value is None else [value])


def test_dates_without_a_year_need_the_publication_date():
    assert find_dates("It began on Monday in April.", None) == []


@given(st.text(max_size=80), st.sampled_from([None, "2024", "2024-02", "2024-02-29", "x"]))
def test_dates_never_fail(text, published):
    for found in find_dates(text, published):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("paid $8 billion for it", "8 billion", "USD"),
        ("a €4.35bn bid", "4.35 bn", "EUR"),
        ("put 21.5 billion yuan in", "21.5 billion", "CNY"),
        ("invested billions into", "billions", None),
        ("billions of yuan", "billions", "CNY"),
        ("about ¥685 bn", "685 bn", "JPY"),
        ("£39 million", "39 million", "GBP"),
    ],
)
def test_money(text, amount, currency):
    found = find_money(text)
    assert found is not None and (found.amount, found.currency) == (amount, currency)


def test_no_money_and_shares():
    assert find_money("it bought 300 chips") is None
    assert find_share("holds 27.5 percent of it") == 27.5
    assert find_share("grew 140 per cent") is None


@pytest.mark.parametrize(
    ("kind", "before", "inside", "expected"),
    [
        ("SUPPLIES", "", "will sell chips to", ("planned", False)),
        ("SUPPLIES", "", "has never sold chips to", ("stated", True)),
        ("SUPPLIES", "", "reportedly sold chips to", ("alleged", False)),
        ("SUPPLIES", "", "stopped selling to", ("ended", False)),
        ("DENIES_ACCESS", "", "stopped selling to", ("stated", False)),
        ("WORKS_FOR", "a former ", "chief of", ("ended", False)),
        ("FOUNDED", "", "founded by former staff of", ("stated", False)),
        ("SUPPLIES", "would like it, but ", "sells to", ("stated", False)),
    ],
)
def test_status(kind, before, inside, expected):
    assert status_of(kind, before, inside) == expected


def test_align_is_exact_then_blind_to_white_space():
    text = "Acme  sold\nchips. Acme sold chips."
    assert align("Acme sold chips.", text) == (18, 34)
    assert align("Acme sold chips", "x Acme  sold\n chips y") == (2, 19)
    assert align("Acme bought chips", text) is None
    assert align("  ", text) is None
    assert align("Acme", text, near=5) == (18, 22)


@given(st.text(alphabet="ab \n", max_size=40), st.data())
def test_align_finds_every_substring(text, data):
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    if quote.strip():
        found = align(quote, text)
        assert found is not None and text[found[0] : found[1]] == quote.strip()


def test_rejected_relations_are_counted_by_reason():
    text = "Acme sold chips to Bolt. " + "Nothing here. " * 5 + "Corin left."
    sentences = split_sentences(text)

    def entity(number: str, kind: str, name: str) -> Entity:
        at = text.index(name)
        return Entity(number, kind, name, [Mention(at, at + len(name), name, kind, "shape")])

    known = {
        e.id: e
        for e in (
            entity("a", "Firm", "Acme"),
            entity("b", "Firm", "Bolt"),
            entity("c", "Person", "Corin"),
        )
    }
    fine = Relation("SUPPLIES", "a", "b", 0, 23, "r")
    kept, rejected = check(
        text,
        sentences,
        known,
        [
            fine,
            Relation("SUPPLIES", "a", "x", 0, 23, "r"),
            Relation("SUPPLIES", "a", "a", 0, 23, "r"),
            Relation("ADMIRES", "a", "b", 0, 23, "r"),
            Relation("BASED_IN", "a", "b", 0, 23, "r"),
            Relation("SUPPLIES", "a", "b", 0, len(text) + 1, "r"),
            Relation("WORKS_FOR", "c", "a", 0, 23, "r"),
        ],
    )
    assert kept == [fine]
    assert Counter(r.reason for r in rejected) == {
        "unknown argument": 1,
        "same entity twice": 1,
        "unknown relation type": 1,
        "signature": 1,
        "quote not in text": 1,
        "argument far from quote": 1,
    }


def test_shipped_gazetteer():
    names = gazetteer()
    assert len(names) > 2000
    types = vocabulary().entity_types
    assert {e.type for e in names} <= set(types)
    for name, entry_id in [
        ("NVDA", "firm:nvidia"),
        ("英伟达", "firm:nvidia"),
        ("huawei", "firm:huawei"),
        ("中国", "cc:cn"),
        ("United States", "cc:us"),
        ("White House", "gov:us"),
        ("EAR", "policy:export-administration-regulations"),
    ]:
        assert entry_id in {e.id for e in names.find(name)}, name
    assert names.find("no such name") == ()
    assert names.get("cc:jp").adjectives == ("Japanese",)


def test_gazetteer_prefers_the_longest_and_keeps_capitals():
    names = Gazetteer(
        [
            Entry("a", "Firm", "Arm"),
            Entry("b", "Firm", "Arm Holdings"),
            Entry("c", "Technology", "rare earths"),
        ]
    )

    def found(text: str) -> list[str]:
        tokens = tokenise(text)
        return [m.entries[0].id for m in names.matches(tokens, text)]

    assert found("Arm Holdings and Arm") == ["b", "a"]
    assert found("an arm of the law") == []
    assert found("Rare earths matter") == ["c"]


@given(st.text(max_size=120))
def test_reading_any_text_holds_its_offsets(text):
    reading = RULES.read(text)
    for entity in reading.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
    for relation in reading.relations:
        assert 0 <= relation.start < relation.end <= len(text)


RULES = RuleReader()


def test_rules_compile_and_name_known_types():
    types = vocabulary().relation_types
    assert len(rules()) > 120
    assert {r.type for r in rules()} <= set(types)


def facts(text: str) -> set[tuple[str, str, str]]:
    reading = RULES.read(text)
    name = {e.id: e.name for e in reading.entities}
    return {(r.type, name[r.subject], name[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Samsung acquired Rebellions last year.", ("ACQUIRES", "Samsung", "Rebellions")),
        ("Rebellions was bought by Samsung.", ("ACQUIRES", "Samsung", "Rebellions")),
        ("Kioxia supplies Apple with NAND.", ("SUPPLIES", "Kioxia", "Apple")),
        ("Apple buys NAND from Kioxia.", ("SUPPLIES", "Kioxia", "Apple")),
        ("The H20 is made by TSMC.", ("MANUFACTURES", "TSMC", "H20")),
        (
            "Jensen Huang, the chief executive of Nvidia, spoke.",
            ("WORKS_FOR", "Jensen Huang", "Nvidia"),
        ),
        ("Nvidia CEO Jensen Huang spoke.", ("WORKS_FOR", "Jensen Huang", "Nvidia")),
        (
            "Intel's Lip-Bu Tan left. ASML, based in Veldhoven, grew.",
            ("BASED_IN", "ASML", "Veldhoven"),
        ),
        ("Mubadala owns 80 percent of GlobalFoundries.", ("OWNS", "Mubadala", "GlobalFoundries")),
        ("Meta opposes the AI Act.", ("OPPOSES", "Meta", "AI Act")),
        ("Claude was trained on Trainium2.", ("TRAINED_ON", "Claude", "Trainium2")),
        (
            "BIS added Inspur to the Entity List.",
            ("SANCTIONS", "Bureau of Industry and Security", "Inspur"),
        ),
        (
            "Inspur was sanctioned by BIS.",
            ("SANCTIONS", "Bureau of Industry and Security", "Inspur"),
        ),
        ("AMD competes with Nvidia.", ("COMPETES_WITH", "AMD", "Nvidia")),
        ("Dresden, Saxony, hosts it.", ("PART_OF", "Dresden", "Saxony")),
    ],
)
def test_patterns(text, fact):
    assert fact in facts(text)


def test_lists_and_pronouns():
    found = facts("SoftBank said it has invested in Arm, Graphcore and Ampere.")
    assert {("INVESTS_IN", "SoftBank", n) for n in ("Arm", "Graphcore", "Ampere")} <= found


def test_listing_by_destination():
    text = (
        "The Bureau of Industry and Security (BIS) amends the Export Administration "
        "Regulations (EAR) by adding "
        "12 entities to the Entity List, under the destinations of China, People's Republic "
        "of (China) (9); "
        "Turkey (2); and the United Arab Emirates (UAE) (1)."
    )
    found = facts(text)
    for country in ("China", "Türkiye", "United Arab Emirates"):
        assert ("BASED_IN", "12 entities", country) in found
    assert ("SANCTIONS", "Bureau of Industry and Security", "12 entities") in found
    assert (
        "ISSUES",
        "Bureau of Industry and Security",
        "Export Administration Regulations",
    ) in found


def test_capitals_as_governments_and_as_places():
    reading = RULES.read("Beijing protested. The firm opened an office in Beijing.")
    kinds = {e.type for e in reading.entities if "Beijing" in e.surfaces()}
    assert kinds == {"Government", "Place"}


def test_adjective_alone_makes_no_country():
    assert not any(e.type == "Country" for e in RULES.read("Chinese firms grew fast.").entities)
