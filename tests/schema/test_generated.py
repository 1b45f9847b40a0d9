"""Generated files are fresh, reproducible and say the same as the vocabulary."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from aigeo.errors import SchemaError
from aigeo.model import generated
from aigeo.model.compiling import (
    compile_vocabulary,
    entity_classes,
    open_schema,
    relation_classes,
    relation_name,
)
from aigeo.model.generate import generate, main, stale
from aigeo.model.validate import value_fault
from aigeo.model.vocabulary import PropertyType, vocabulary
from aigeo.resources import schema_dir

ROOT = Path(__file__).parents[2]
AIGEO = Namespace("https://w3id.org/aigeo/schema/")
WORDS = vocabulary()


def test_committed_files_are_fresh() -> None:
    assert stale(ROOT) == []
    assert main(["--check"]) == 0


def test_generation_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, pathlib, logging; logging.disable(); from aigeo.model.generate import *;"
        f"files = generate(pathlib.Path({str(ROOT)!r}));"
        "print(hashlib.sha256(''.join(files.values()).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.fixture(scope="module")
def fresh() -> dict[Path, str]:
    return generate(ROOT)


@pytest.fixture
def copy(tmp_path: Path, fresh: dict[Path, str]) -> Path:
    """A checkout of its own, with fresh files."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    (tmp_path / "src" / "aigeo" / "model").mkdir(parents=True)
    for path, text in fresh.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def edit(root: Path, old: str, new: str, file: str = "relations.yaml") -> None:
    path = root / "schema" / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_changed_weight_makes_files_stale(copy: Path) -> None:
    assert stale(copy) == []
    edit(copy, "weight: 0.9", "weight: 0.85")
    found = stale(copy)
    assert "schema/generated/vocabulary.json" in found
    assert "schema/generated/aigeo.owl.ttl" in found
    assert "docs/reference/schema/relations.md" in found


def test_a_file_that_is_missing_or_too_many_is_stale(copy: Path) -> None:
    (copy / "schema" / "generated" / "aigeo.owl.ttl").unlink()
    (copy / "docs" / "reference" / "schema" / "old.md").write_text("x")
    assert stale(copy) == [
        "schema/generated/aigeo.owl.ttl",
        "docs/reference/schema/old.md (not generated any more)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("influence: forward, ", "", "Sanctions: annotation 'influence' is missing"),
        ("influence: forward", "influence: sideways", "Sanctions: influence 'sideways'"),
        ("sign: -1", "sign: -2", "sign -2"),
        ("weight: 0.9", "weight: 1.9", "weight 1.9"),
        ("identity: [program, list]", "identity: [round]", "identity"),
    ],
)
def test_a_wrong_annotation_is_refused(copy: Path, old: str, new: str, message: str) -> None:
    edit(copy, old, new)
    with pytest.raises(SchemaError, match=re.escape(message)):
        compile_vocabulary(open_schema(copy / "schema"))


def test_the_command_reports_and_repairs_stale_files(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("aigeo.model.generate.schema_dir", lambda: copy / "schema")
    edit(copy, "weight: 0.9", "weight: 0.85")
    assert main(["--check"]) == 1
    message = capsys.readouterr().err
    assert "stale generated files: schema/generated/vocabulary.json" in message
    assert "hint: run `python -m aigeo.model.generate`" in message
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_only_a_checkout_can_generate(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="not a checkout"):
        generate(tmp_path)


def pydantic_class(name: str) -> type[pydantic.BaseModel]:
    return getattr(generated, name)  # type: ignore[no-any-return]


CLASSES = {relation_name(name): name for name in relation_classes(open_schema(schema_dir()))}
SLOTS = [
    *((name, spec) for name, kind in WORDS.entity_types.items() for spec in kind.properties.values()
      if not kind.abstract),
    *((CLASSES[name], spec) for name, kind in WORDS.relation_types.items()
      for spec in kind.qualifiers.values()),
]  # fmt: skip
ENDS: dict[str, Any] = {"subject": "firm:a", "object": "firm:b"}
# Of dates pydantic knows only the form, and of ids nothing: these are tested apart.
PLAIN_SLOTS = [slot for slot in SLOTS if slot[1].range not in {"date", "entity"}]
VALUES = (
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["2024", "2024-02", "2024-13", "cn", "CN", "USD", "Q95", "open", "x:y"])
)  # fmt: skip


def accepts(owner: str, spec: PropertyType, value: Any) -> bool:
    given_values = ENDS if owner in CLASSES.values() else {"id": "x:y", "name": "n"}
    try:
        pydantic_class(owner).model_validate(
            {**given_values, spec.name: [value] if spec.multivalued else value}, strict=True
        )
    except pydantic.ValidationError:
        return False
    return True


@given(st.sampled_from(PLAIN_SLOTS), VALUES)
def test_pydantic_and_the_vocabulary_accept_the_same_values(
    slot: tuple[str, PropertyType], value: Any
) -> None:
    owner, spec = slot
    if spec.values:
        value = str(value)
        fault = value_fault(value, spec)
        assert accepts_enum(owner, spec, value) == (fault is None)
        return
    assert accepts(owner, spec, value) == (value_fault(value, spec) is None)


def accepts_enum(owner: str, spec: PropertyType, value: str) -> bool:
    try:
        pydantic_class(owner).model_validate({"id": "x:y", "name": "n", spec.name: value})
    except pydantic.ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "value", ["2024", "2024-02", "2024-02-29", "2024-13", "24", "", "May 2024"]
)
def test_pydantic_checks_the_form_of_dates(value: str) -> None:
    spec = WORDS.entity_types["Firm"].properties["founded"]
    assert accepts("Firm", spec, value) == (value_fault(value, spec) is None)


def test_pydantic_knows_the_same_classes_and_properties() -> None:
    for name, kind in WORDS.entity_types.items():
        assert set(pydantic_class(name).model_fields) == {"id", *kind.properties}
    for name, relation in WORDS.relation_types.items():
        assert set(pydantic_class(CLASSES[name]).model_fields) == {
            "subject", "object", *relation.qualifiers, *WORDS.common,
        }  # fmt: skip


def test_pydantic_refuses_unknown_properties_and_missing_names() -> None:
    with pytest.raises(pydantic.ValidationError, match="color"):
        generated.Firm(id="firm:a", name="A", color="red")  # type: ignore[call-arg]
    with pytest.raises(pydantic.ValidationError, match="name"):
        generated.Firm(id="firm:a")  # type: ignore[call-arg]
    with pytest.raises(pydantic.ValidationError, match="object"):
        generated.Owns(subject="firm:a")  # type: ignore[call-arg]


def test_json_schema_says_the_same() -> None:
    schema = json.loads((schema_dir() / "generated" / "aigeo.schema.json").read_text("utf-8"))
    jsonschema.Draft201909Validator.check_schema(schema)

    def check(name: str, value: dict[str, Any]) -> None:
        jsonschema.validate(value, {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})

    check("Firm", {"id": "firm:a", "name": "A", "countries": ["us"], "tickers": ["A"]})
    check("Owns", {**ENDS, "share": 51, "start": "2020-05"})
    for name, wrong in (
        ("Firm", {"id": "firm:a"}),
        ("Firm", {"id": "firm:a", "name": "A", "countries": ["USA"]}),
        ("Owns", {**ENDS, "share": 101}),
        ("Owns", {**ENDS, "start": "May"}),
        ("Owns", {**ENDS, "status": "rumoured"}),
    ):
        with pytest.raises(jsonschema.ValidationError):
            check(name, wrong)


def test_owl_declares_classes_and_relations() -> None:
    graph = Graph().parse(schema_dir() / "generated" / "aigeo.owl.ttl")
    for name, kind in WORDS.entity_types.items():
        assert (AIGEO[name], RDF.type, OWL.Class) in graph
        for parent in kind.parents:
            assert (AIGEO[name], RDFS.subClassOf, AIGEO[parent]) in graph
    for name, relation in WORDS.relation_types.items():
        assert (AIGEO[name], RDF.type, OWL.ObjectProperty) in graph
        assert (AIGEO[name], RDF.type, OWL.Class) not in graph
        assert graph.value(AIGEO[name], AIGEO.sign).toPython() == relation.sign  # type: ignore[union-attr]
        symmetric = (AIGEO[name], RDF.type, OWL.SymmetricProperty) in graph
        assert symmetric == relation.symmetric
    firm = URIRef("https://schema.followthemoney.tech/#Company")
    assert (AIGEO.Firm, SKOS.exactMatch, firm) in graph
    employer = URIRef("http://www.wikidata.org/prop/direct/P108")
    assert (AIGEO.WORKS_FOR, SKOS.exactMatch, employer) in graph


def test_the_context_reads_a_document_into_the_documented_terms() -> None:
    context = json.loads((schema_dir() / "generated" / "aigeo.context.jsonld").read_text("utf-8"))
    document = {
        **context,
        "@id": "https://w3id.org/aigeo/id/firm:anthropic",
        "@type": "Firm",
        "name": "Anthropic",
        "valuation_usd": 5,
        "BASED_IN": "https://w3id.org/aigeo/id/place:san-francisco",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    firm = URIRef("https://w3id.org/aigeo/id/firm:anthropic")
    assert (firm, RDF.type, AIGEO.Firm) in graph
    assert (firm, AIGEO.BASED_IN, URIRef("https://w3id.org/aigeo/id/place:san-francisco")) in graph
    value = graph.value(firm, AIGEO.valuation_usd)
    assert value is not None
    assert str(value.datatype).endswith("#double")  # type: ignore[attr-defined]


def test_reference_pages_name_every_type_and_property() -> None:
    folder = ROOT / "docs" / "reference" / "schema"
    entities = (folder / "entities.md").read_text("utf-8")
    relations = (folder / "relations.md").read_text("utf-8")
    for name, kind in WORDS.entity_types.items():
        assert f"\n## {name}\n" in entities
        assert all(f"| `{prop}` |" in entities for prop in kind.properties)
    for name, relation in WORDS.relation_types.items():
        section = relations.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert all(f"| `{prop}` |" in section for prop in relation.qualifiers)
        assert relation.description in section


def test_compiled_names_cover_the_linkml_classes() -> None:
    view = open_schema(schema_dir())
    compiled = compile_vocabulary(view)
    others = set(view.all_classes()) - set(entity_classes(view)) - set(relation_classes(view))
    assert others == {"Relation", "Statement", "Source", "Load", "Judgement"}
    assert list(compiled["relations"]) == [relation_name(n) for n in relation_classes(view)]
