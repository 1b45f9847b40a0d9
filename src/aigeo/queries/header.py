"""Reading a saved query: the YAML header in comments, then the Cypher."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, cast

import yaml

from aigeo import yamltext
from aigeo.errors import QueryError, UsageError
from aigeo.model.vocabulary import vocabulary
from aigeo.queries.saved import PARAMETER_TYPES, Parameter, ParameterType, SavedQuery
from aigeo.queries.values import checked

FENCE = "// ---"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = {"title", "question", "parameters", "columns", "edges", "example"}
_PARAMETER_KEYS = {"type", "description", "default", "example", "min", "max", "choices"}


def parse(text: str, path: Path) -> SavedQuery:
    """Read the text of a `.cypher` file; the query's name is the name of the file.

    Raises QueryError naming the file and the field of the header that is wrong.
    """
    if not _NAME.fullmatch(path.stem):
        _fail(path, "file name", "use lower-case words joined by hyphens")
    header, cypher = _split(text, path)
    for key in header:
        if key not in _KEYS:
            _fail(path, str(key), f"unknown field; known are {', '.join(sorted(_KEYS))}")
    query = SavedQuery(
        name=path.stem,
        title=_text(header, "title", path),
        question=_text(header, "question", path),
        parameters=tuple(
            _parameter(name, spec, path)
            for name, spec in _mapping(header, "parameters", path).items()
        ),
        columns=_columns(header, path),
        edges=_edges(header, path),
        example=_mapping(header, "example", path),
        cypher=cypher,
        path=path,
    )
    return replace(query, example=_checked_example(query))


def _split(text: str, path: Path) -> tuple[Mapping[str, Any], str]:
    lines = text.lstrip("\ufeff").splitlines()
    fences = [i for i, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(fences) < 2 or any(line.strip() for line in lines[: fences[0]]):
        _fail(path, "header", f"the file must begin with a header between two lines {FENCE!r}")
    header = lines[fences[0] + 1 : fences[1]]
    for line in header:
        if line.strip() and not line.startswith("//"):
            _fail(path, "header", f"line {line!r} does not begin with '//'")
    try:
        data = yamltext.read("\n".join(line[2:].removeprefix(" ") for line in header))
    except yaml.YAMLError as error:
        _fail(path, "header", f"not valid YAML: {' '.join(str(error).split())}")
    if not isinstance(data, dict):
        _fail(path, "header", "must be a map of fields")
    cypher = "\n".join(lines[fences[1] + 1 :]).strip()
    if not cypher:
        _fail(path, "query", "no Cypher after the header")
    return data, cypher


def _parameter(name: str, spec: Any, path: Path) -> Parameter:
    field = f"parameters.{name}"
    if not isinstance(name, str) or not _WORD.fullmatch(name) or name == "as_of":
        _fail(path, field, "a name is a lower-case word, and as_of is added without being declared")
    if not isinstance(spec, dict):
        _fail(path, field, "must be a map with type and description")
    for key in spec:
        if key not in _PARAMETER_KEYS:
            _fail(
                path, f"{field}.{key}", f"unknown; known are {', '.join(sorted(_PARAMETER_KEYS))}"
            )
    if spec.get("type") not in PARAMETER_TYPES:
        _fail(path, f"{field}.type", f"must be one of {', '.join(PARAMETER_TYPES)}")
    for bound in ("min", "max"):
        if bound in spec and (spec["type"] not in ("integer", "float") or not _number(spec[bound])):
            _fail(path, f"{field}.{bound}", "must be a number, on a parameter that is one")
    choices = spec.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(c, str) for c in choices):
        _fail(path, f"{field}.choices", "must be a list of strings")
    parameter = Parameter(
        name=name,
        type=cast(ParameterType, spec["type"]),
        description=_text(spec, "description", path, f"{field}.description"),
        required="default" not in spec,
        minimum=spec.get("min"),
        maximum=spec.get("max"),
        choices=tuple(choices),
    )
    given = {
        key: _checked(parameter, spec[key], path, f"{field}.{key}")
        for key in ("default", "example")
        if spec.get(key) is not None
    }
    return replace(parameter, **given)


def _checked_example(query: SavedQuery) -> dict[str, Any]:
    """Give the example with its values in the types of the parameters (dates as ISO text)."""
    example: dict[str, Any] = {}
    for name, value in query.example.items():
        parameter = query.parameter(name)
        if parameter is None:
            _fail(query.path, f"example.{name}", "the query has no such parameter")
        example[name] = _checked(parameter, value, query.path, f"example.{name}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in query.example:
            _fail(query.path, f"example.{parameter.name}", "a required parameter needs a value")
    return example


def _checked(parameter: Parameter, value: Any, path: Path, field: str) -> Any:
    try:
        return checked(parameter, value)
    except UsageError as error:
        _fail(path, field, error.message)


def _columns(header: Mapping[str, Any], path: Path) -> dict[str, str]:
    columns = _mapping(header, "columns", path)
    if not columns:
        _fail(path, "columns", "at least one column with its meaning is needed")
    for name, meaning in columns.items():
        if not _WORD.fullmatch(str(name)) or not isinstance(meaning, str) or not meaning.strip():
            _fail(path, f"columns.{name}", "a lower-case word with its meaning as text")
    return columns


def _edges(header: Mapping[str, Any], path: Path) -> tuple[tuple[str, str, str], ...]:
    given = header.get("edges") or []
    if not isinstance(given, list) or not all(isinstance(edge, str) for edge in given):
        _fail(path, "edges", "must be a list of text such as 'maker MANUFACTURES item'")
    columns = _columns(header, path)
    asked = {
        name
        for name, spec in _mapping(header, "parameters", path).items()
        if isinstance(spec, dict) and spec.get("type") == "entity"
    }
    edges = []
    for edge in given:
        words = edge.split()
        if len(words) != 3 or not {words[0], words[2]} <= {*columns, *asked}:
            _fail(
                path, "edges",
                f"{edge!r} is not a relation type between columns or entity parameters",
            )  # fmt: skip
        if words[1] not in columns and words[1] not in vocabulary().relation_types:
            _fail(path, "edges", f"{words[1]!r} is neither a relation type nor a column")
        edges.append((words[0], words[1], words[2]))
    return tuple(edges)


def _mapping(source: Mapping[str, Any], key: str, path: Path) -> dict[str, Any]:
    value = source.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        _fail(path, key, "must be a map")
    return value


def _text(source: Mapping[str, Any], key: str, path: Path, field: str | None = None) -> str:
    value = source.get(key)
    if not isinstance(value, str) or not value.strip():
        _fail(path, field or key, "missing or not text")
    return value.strip()


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _fail(path: Path, field: str, problem: str) -> NoReturn:
    raise QueryError(f"{path}: {field}: {problem}", hint="see docs/how-to/write-a-query.md")
