from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.errors import QueryError
from aigeo.queries import parse

HEADER = """// ---
// title: Owners
// question: Who owns it?
// parameters:
//   entity: {type: entity, description: what, example: Baidu}
//   limit: {type: integer, description: how many, default: 5, min: 1, max: 10}
// columns:
//   owner: entity id
//   quote: evidence
// example: {entity: Baidu}
// ---
MATCH (n) RETURN n
"""
PATH = Path("owners.cypher")


def test_a_header_becomes_a_query() -> None:
    query = parse(HEADER, PATH)
    assert (query.name, query.title, query.question) == ("owners", "Owners", "Who owns it?")
    assert query.cypher == "MATCH (n) RETURN n"
    assert list(query.columns) == ["owner", "quote"]
    assert query.example == {"entity": "Baidu"}
    entity, limit = query.parameters
    assert (entity.type, entity.required, entity.example) == ("entity", True, "Baidu")
    assert (limit.required, limit.default, limit.minimum, limit.maximum) == (False, 5, 1, 10)
    assert query.parameter("as_of") is not None
    assert query.parameter("other") is None


def test_the_facts_of_a_row() -> None:
    text = HEADER.replace(
        "// example:", "// edges: [owner OWNS quote, quote owner owner]\n// example:"
    )
    assert parse(text, PATH).edges == (("owner", "OWNS", "quote"), ("quote", "owner", "owner"))
    assert parse(HEADER, PATH).edges == ()
    asked = HEADER.replace("// example:", "// edges: [owner OWNS entity]\n// example:")
    assert parse(asked, PATH).edges == (("owner", "OWNS", "entity"),)


def test_a_default_of_nothing_makes_a_parameter_optional() -> None:
    text = HEADER.replace("example: Baidu}\n", "default: null}\n").replace(
        "example: {entity: Baidu}", "example: {}"
    )
    entity = parse(text, PATH).parameters[0]
    assert (entity.required, entity.default) == (False, None)


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert parse("\ufeff" + HEADER.replace("\n", "\r\n"), PATH).title == "Owners"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("// ---\n// title", "// title", "header"),
        ("MATCH (n) RETURN n", "", "query"),
        ("// title: Owners", "title: Owners", "header"),
        ("// title: Owners", "// title: [", "header"),
        ("// title: Owners", "// name: Owners", "name"),
        ("// example", "// edges: owner OWNS quote\n// example", "edges"),
        ("// example", "// edges: [owner OWNS]\n// example", "edges"),
        ("// example", "// edges: [owner HAS quote]\n// example", "edges"),
        ("// example", "// edges: [owner OWNS it]\n// example", "edges"),
        ("// title: Owners\n", "", "title"),
        ("// question: Who owns it?", "// question: ''", "question"),
        ("type: integer", "type: number", "parameters.limit.type"),
        ("type: integer, ", "", "parameters.limit.type"),
        ("description: how many", "help: how many", "parameters.limit.help"),
        ("description: how many", "description: 3", "parameters.limit.description"),
        ("default: 5", "default: five", "parameters.limit.default"),
        ("default: 5", "default: 50", "parameters.limit.default"),
        ("min: 1", "min: one", "parameters.limit.min"),
        ("example: Baidu}", "min: 1}", "parameters.entity.min"),
        ("example: Baidu}", "choices: Baidu}", "parameters.entity.choices"),
        ("limit: {", "as_of: {", "parameters.as_of"),
        ("limit: {", "Limit: {", "parameters.Limit"),
        ("//   limit: {type: integer", "//   limit: 5 #", "parameters.limit"),
        ("//   quote: evidence", "//   quote: 3", "columns.quote"),
        ("//   owner: entity id\n//   quote: evidence\n", "", "columns"),
        ("example: {entity: Baidu}", "example: {entity: 5}", "example.entity"),
        ("example: {entity: Baidu}", "example: {whom: Baidu}", "example.whom"),
        ("example: {entity: Baidu}", "example: {limit: 5}", "example.entity"),
        ("example: {entity: Baidu}", "example: Baidu", "example"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_field(old: str, new: str, field: str) -> None:
    assert old in HEADER
    with pytest.raises(QueryError) as wrong:
        parse(HEADER.replace(old, new, 1), PATH)
    assert str(wrong.value).startswith(f"owners.cypher: {field}: ")


@pytest.mark.parametrize("name", ["Owners.cypher", "who owns.cypher", "1st.cypher", "a--b.cypher"])
def test_the_name_of_the_file_is_the_name_of_the_query(name: str) -> None:
    with pytest.raises(QueryError, match="file name"):
        parse(HEADER, Path(name))
