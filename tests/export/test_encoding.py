"""Text that is hard to write survives in every format that can hold it."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import unquote

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph as RdfGraph
from rdflib import Literal

from aigeo.export.formats import csv as csv_format
from aigeo.export.formats import graphml, jsonl, jsonld, nquads, turtle
from aigeo.export.iris import SCHEMA, entity_iri
from aigeo.export.spool import Spool, as_text
from aigeo.export.terms import clean
from aigeo.export.xmltext import xml_text

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
VALUES = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(TEXT, max_size=4),
)


class OneNode:
    """A graph of one entity, in the place of a stored one."""

    def __init__(self, properties):
        self._row = {
            "id": "firm:x", "type": "Firm", "name": "X", "aliases": [],
            "labels": ["Agent", "Entity", "Firm", "Organization"], **properties,
        }  # fmt: skip

    def entities(self):
        yield dict(self._row)

    def nothing(self):
        return iter(())

    relations = statements = sources = loads = judgements = identities = nothing
    candidate_pairs = nothing

    def notices(self):
        return []


def written(format, properties) -> bytes:
    out = io.BytesIO()
    format.write(OneNode(properties), out)
    return out.getvalue()


@given(st.lists(st.one_of(st.none(), VALUES), min_size=2, max_size=5))
def test_csv_lines_are_those_of_the_standard_library(cells):
    text = io.StringIO(newline="")
    csv.writer(text).writerow([None if cell is None else as_text(cell) for cell in cells])
    assert csv_format.line(cells) == text.getvalue()


@given(TEXT)
def test_graphml_text(text):
    graph = nx.read_graphml(io.BytesIO(written(graphml, {"description": text})))
    expected = xml_text(text)
    assert graph.nodes["firm:x"].get("description", "") == expected
    assert len(expected) == len(text)
    kept = [a for a, b in zip(text, expected, strict=True) if a == b]
    assert all(c not in kept for c in "\x00\x0b\x1b\ufffe\uffff")


@given(VALUES)
def test_graphml_values_keep_their_type(value):
    graph = nx.read_graphml(io.BytesIO(written(graphml, {"value": value})))
    read = graph.nodes["firm:x"].get("value", "")
    if isinstance(value, list):
        # JSON escapes the control characters that XML lacks, not these two.
        assert json.loads(read) == [re.sub("[\ufffe\uffff]", "\ufffd", item) for item in value]
    elif isinstance(value, str):
        assert read == xml_text(value)
    else:
        assert read == value
        assert type(read) is type(value)


@given(VALUES)
def test_json_lines_are_lossless(value):
    lines = written(jsonl, {"value": value}).decode().split("\n")
    entity = next(r for r in map(json.loads, lines[:-1]) if r["record"] == "entity")
    assert entity["value"] == value


@given(st.lists(st.tuples(TEXT, VALUES), max_size=5))
def test_csv_cells(rows):
    class Rows(OneNode):
        def entities(self):
            for number, (name, value) in enumerate(rows):
                yield {"id": str(number), "type": "Firm", "labels": [], "name": name, "v": value}

    out = io.BytesIO()
    csv_format.write_file(Rows({}), "nodes.csv", out)
    read = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))
    assert [row["name"] for row in read] == [name for name, _ in rows]
    assert [row["v"] for row in read] == [as_text(value) for _, value in rows]


@settings(deadline=None)  # rdflib's parsers are slow on a busy machine
@given(TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_the_rdf_formats_agree(text, number):
    properties = {"description": text, "revenue_usd": number}
    graphs = {
        name: RdfGraph().parse(data=written(format, properties), format=name)
        for name, format in (("turtle", turtle), ("json-ld", jsonld), ("nquads", nquads))
    }
    me = entity_iri("firm:x")
    for name, graph in graphs.items():
        assert graph.value(me, SCHEMA.description) == Literal(clean(text)), name
        assert float(graph.value(me, SCHEMA.revenue_usd)) == number, name
        assert len(graph) == len(graphs["turtle"]), name


@given(TEXT)
def test_ids_come_back_from_iris(id):
    assert unquote(str(entity_iri(id)).removeprefix("https://w3id.org/aigeo/id/")) == id


@given(st.lists(st.dictionaries(st.sampled_from("abc"), VALUES), max_size=6))
def test_a_spool_gives_back_its_rows_and_their_kinds(rows):
    with Spool(rows) as spool:
        assert list(spool) == rows
        assert list(spool) == rows, "a spool can be read again"
        for name in spool.columns():
            kinds = {type(row[name]) for row in rows if name in row}
            expected = {
                frozenset({int}): "long", frozenset({float}): "double",
                frozenset({int, float}): "double", frozenset({bool}): "boolean",
                frozenset({list}): "json",
            }  # fmt: skip
            assert spool.kind(name) == expected.get(frozenset(kinds), "string")
