"""The generated shapes accept the documented RDF form and refuse each way of breaking it."""

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, XSD

from aigeo.resources import schema_dir

AIGEO = Namespace("https://w3id.org/aigeo/schema/")
ID = "https://w3id.org/aigeo/id/"
ANTHROPIC = URIRef(f"{ID}firm:anthropic")
PLACE = URIRef(f"{ID}place:san-francisco")
STATEMENT = URIRef("https://w3id.org/aigeo/statement/s:0f3b")
SOURCE = URIRef("https://w3id.org/aigeo/source/doc:1")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rdf.md"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(schema_dir() / "generated" / "aigeo.shacl.ttl")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(schema_dir() / "generated" / "aigeo.owl.ttl")


@pytest.fixture
def data() -> Graph:
    """The example of the reference page, so that the page stays right."""
    (block,) = re.findall(r"```turtle\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return Graph().parse(data=block, format="turtle")


def report(data: Graph, shapes: Graph, ontology: Graph | None = None) -> str:
    conforms, _, text = pyshacl.validate(
        data, shacl_graph=shapes, ont_graph=ontology, inference="none"
    )
    return "" if conforms else str(text)


def test_the_documented_form_conforms(data: Graph, shapes: Graph) -> None:
    assert report(data, shapes) == ""


def test_most_special_types_are_enough_with_the_ontology(
    data: Graph, shapes: Graph, ontology: Graph
) -> None:
    for subject, kind in ((ANTHROPIC, AIGEO.Firm), (PLACE, AIGEO.Place)):
        data.remove((subject, RDF.type, None))
        data.add((subject, RDF.type, kind))
    assert report(data, shapes, ontology) == ""


@pytest.mark.parametrize(
    ("remove", "add", "expected"),
    [
        ((STATEMENT, AIGEO.quote), None, "a statement needs a quote or a row"),
        ((STATEMENT, PROV.wasDerivedFrom), None, "wasDerivedFrom"),
        ((STATEMENT, AIGEO.object), None, "object"),
        ((STATEMENT, AIGEO.subject), None, "subject"),
        ((STATEMENT, AIGEO.predicate), (STATEMENT, AIGEO.predicate, AIGEO.OWN), "relation type"),
        ((STATEMENT, AIGEO.kind), (STATEMENT, AIGEO.kind, Literal("rumour")), "kind"),
        ((STATEMENT, AIGEO.status), (STATEMENT, AIGEO.status, Literal("sure")), "status"),
        (
            (STATEMENT, AIGEO.confidence),
            (STATEMENT, AIGEO.confidence, Literal("1.5", datatype=XSD.double)),
            "confidence",
        ),
        ((ANTHROPIC, AIGEO.name), None, "name"),
        (None, (ANTHROPIC, AIGEO.name, Literal("Second name")), "name"),
        (None, (ANTHROPIC, AIGEO.founded, Literal("spring 2021")), "founded"),
        (None, (ANTHROPIC, AIGEO.countries, Literal("USA")), "countries"),
        (None, (ANTHROPIC, AIGEO.employees, Literal("many")), "employees"),
        (None, (PLACE, AIGEO.BASED_IN, PLACE), "subject of BASED_IN must be Agent or Facility"),
        (
            None,
            (ANTHROPIC, AIGEO.BASED_IN, ANTHROPIC),
            "object of BASED_IN must be Country or Place",
        ),
        (None, (ANTHROPIC, AIGEO.WORKS_FOR, ANTHROPIC), "subject of WORKS_FOR must be Person"),
        (None, (ANTHROPIC, AIGEO.OWNS, Literal("Acme")), "object of OWNS must be"),
        ((SOURCE, AIGEO.title), None, "title"),
    ],
)
def test_each_way_of_breaking_it_is_reported(
    data: Graph,
    shapes: Graph,
    remove: tuple[URIRef, URIRef] | None,
    add: tuple[URIRef, URIRef, URIRef | Literal] | None,
    expected: str,
) -> None:
    if remove is not None:
        assert (*remove, None) in data
        data.remove((*remove, None))
    if add is not None:
        data.add(add)
    assert expected in report(data, shapes)


def test_a_row_is_evidence_as_well(data: Graph, shapes: Graph) -> None:
    data.remove((STATEMENT, AIGEO.quote, None))
    data.add((STATEMENT, AIGEO.row, Literal(7)))
    assert report(data, shapes) == ""


def test_every_relation_has_both_signature_shapes(shapes: Graph) -> None:
    from aigeo.model.vocabulary import vocabulary

    for name in vocabulary().relation_types:
        assert (AIGEO[f"{name}-subjectShape"], None, AIGEO[name]) in shapes
        assert (AIGEO[f"{name}-objectShape"], None, AIGEO[name]) in shapes
