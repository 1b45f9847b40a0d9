import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import SchemaError
from aigeo.model.vocabulary import load_vocabulary, vocabulary
from aigeo.resources import schema_dir

WORDS = vocabulary()
types = st.sampled_from(sorted(WORDS.entity_types))


def test_labels_run_from_general_to_special() -> None:
    assert WORDS.labels("Firm") == ("Entity", "Agent", "Organization", "Firm")
    assert WORDS.labels("Entity") == ("Entity",)


def test_only_agent_is_abstract() -> None:
    assert [name for name, type in WORDS.entity_types.items() if type.abstract] == ["Agent"]


def test_unknown_names_are_named_with_the_known_ones() -> None:
    with pytest.raises(SchemaError, match="Frim") as caught:
        WORDS.labels("Frim")
    assert "Firm" in (caught.value.hint or "")
    with pytest.raises(SchemaError, match="OWN"):
        WORDS.relation("OWN")


@given(types, types)
def test_is_a_is_what_labels_say(a: str, b: str) -> None:
    assert WORDS.is_a(a, b) == (b in WORDS.labels(a))
    assert (a in WORDS.subtypes(b)) == WORDS.is_a(a, b)


@given(st.lists(types))
def test_most_specific_is_deepest_and_independent_of_order(chosen: list[str]) -> None:
    best = WORDS.most_specific(chosen)
    assert best == WORDS.most_specific(list(reversed(chosen)))
    assert all(len(WORDS.labels(type)) <= len(WORDS.labels(best)) for type in chosen)
    for type in chosen:
        assert WORDS.most_specific(WORDS.labels(type)) == type


def test_most_specific_passes_over_what_is_no_type() -> None:
    assert WORDS.most_specific(["Node", "Firm", "Entity"]) == "Firm"
    assert WORDS.most_specific([]) == "Entity"


def test_properties_are_inherited() -> None:
    firm = WORDS.entity_types["Firm"].properties
    assert {"name", "lei", "tickers", "wikidata", "generic"} <= set(firm)
    assert "tickers" not in WORDS.entity_types["Organization"].properties
    assert firm["tickers"].multivalued
    assert WORDS.entity_types["Chip"].properties["process_nm"].unit == "nm"


@pytest.mark.parametrize(
    ("relation", "subject", "object", "allowed"),
    [
        ("SANCTIONS", "Agency", "Firm", True),
        ("SANCTIONS", "Firm", "Agency", False),
        ("DEVELOPS", "Firm", "Model", True),
        ("TRAINED_ON", "Model", "Dataset", True),
        ("TRAINED_ON", "Model", "Technology", False),
        ("PART_OF", "Firm", "Organization", True),
        ("PART_OF", "Organization", "Firm", True),
        ("PART_OF", "Chip", "Technology", True),
        ("PART_OF", "Agency", "Country", True),
        ("PART_OF", "Agency", "Government", True),
        ("PART_OF", "Place", "Country", True),
        ("PART_OF", "Firm", "Person", False),
        ("PART_OF", "Policy", "Technology", False),
        ("WORKS_FOR", "Person", "Fund", True),
        ("OWNS", "Nonsense", "Firm", False),
        ("OWNS", "Firm", "Nonsense", False),
    ],
)
def test_signatures(relation: str, subject: str, object: str, allowed: bool) -> None:
    assert WORDS.relation(relation).allows(subject, object) is allowed


@given(st.sampled_from(sorted(WORDS.relation_types)), types, types)
def test_what_a_type_may_do_its_subtypes_may_do(relation: str, subject: str, object: str) -> None:
    if WORDS.relation(relation).allows(subject, object):
        for lower in WORDS.subtypes(subject):
            for other in WORDS.subtypes(object):
                assert WORDS.relation(relation).allows(lower, other)


def test_constraining_relations_have_negative_sign() -> None:
    negative = {name for name, relation in WORDS.relation_types.items() if relation.sign < 0}
    assert negative == {
        "SANCTIONS", "RESTRICTS", "TARGETS", "PROSECUTES", "DENIES_ACCESS", "OPPOSES",
    }  # fmt: skip


def test_influence_runs_backwards_where_the_object_is_needed_by_the_subject() -> None:
    backward = {n for n, r in WORDS.relation_types.items() if r.influence == "backward"}
    assert backward == {"TRAINED_ON", "DERIVED_FROM", "USES", "BASED_IN", "PART_OF"}
    assert {n for n, r in WORDS.relation_types.items() if r.influence == "both"} == {
        "WORKS_FOR", "PARTNERS_WITH",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(WORDS.relation_types))
def test_weights_are_sound(name: str) -> None:
    relation = WORDS.relation_types[name]
    assert (relation.weight == 0) == (relation.influence == "none")
    assert 0 <= relation.weight < 1
    assert relation.half_life_years is None or relation.half_life_years > 0
    assert set(relation.identity) <= set(relation.qualifiers)
    assert not set(relation.qualifiers) & set(WORDS.common)
    assert relation.description.endswith(".")


def test_common_properties() -> None:
    assert set(WORDS.common) == {
        "start", "end", "confidence", "status", "negated", "first_seen", "last_seen", "sources",
        "quote",
    }  # fmt: skip


def test_no_relation_is_spelled_like_a_label() -> None:
    labels = {name.casefold() for name in WORDS.entity_types}
    assert not labels & {name.casefold() for name in WORDS.relation_types}


def test_start_up_loads_neither_pydantic_nor_linkml() -> None:
    code = (
        "import sys; from aigeo.model.vocabulary import vocabulary; vocabulary();"
        "print(sorted({'pydantic', 'linkml', 'linkml_runtime', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": "1"', '{"types": {"A": 1}}'])
def test_a_broken_vocabulary_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vocabulary.json"
    path.write_text(text)
    with pytest.raises(SchemaError, match="cannot read the vocabulary"):
        load_vocabulary(path)


def test_a_missing_vocabulary_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot read the vocabulary"):
        load_vocabulary(tmp_path / "none.json")


def test_the_compiled_file_is_what_is_read() -> None:
    raw = json.loads((schema_dir() / "generated" / "vocabulary.json").read_text("utf-8"))
    assert raw["version"] == WORDS.version
    assert list(raw["types"]) == list(WORDS.entity_types)
