"""RDF that aigeo exported, read back: triples put aside on disk, then gathered by subject.

Read by pyoxigraph, which fetches nothing. RDF/XML is not read: entities of a few hundred bytes
can blow it up to gigabytes.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aigeo.errors import ConfigError, InputError
from aigeo.model.iris import SCHEMA, id_of

FORMATS = {".nq": "N_QUADS", ".trig": "TRIG", ".ttl": "TURTLE", ".jsonld": "JSON_LD"}
MAX_TRIPLES = 200_000_000
MAX_LITERAL = 16 * 1024 * 1024
_OWL_SAME = "http://www.w3.org/2002/07/owl#sameAs"
_PROV = "http://www.w3.org/ns/prov#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_JSON = ("qualifiers", "properties", "columns")
Values = Mapping[str, Any]


class Things:
    """Triples of one file, by subject."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give (id, values by local name) of the sources or statements."""
        rows = self._db.execute(
            "SELECT id, key, value FROM thing WHERE kind = ? ORDER BY id, key, value", (kind,)
        )
        current = ""
        values: dict[str, Any] = {}
        for id, key, value in rows:
            if id != current and values:
                yield current, values
                values = {}
            current = id
            values[key] = json.loads(value)
        if values:
            yield current, values

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the pairs of equal ids."""
        yield from self._db.execute("SELECT id, value FROM thing WHERE kind = 'id' ORDER BY id")


@contextmanager
def described(path: Path) -> Iterator[Things]:
    """Read a file. Raises InputError naming it, and ConfigError without pyoxigraph."""
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise InputError(
            "RDF/XML is not read", path=path,
            hint="convert it to N-Quads or Turtle with a tool that you trust with it",
        )  # fmt: skip
    try:
        import pyoxigraph
    except ImportError as error:
        raise ConfigError(
            "reading RDF needs the package pyoxigraph", hint="pip install 'aigeo[rdf]'"
        ) from error
    with tempfile.TemporaryDirectory(prefix="aigeo-") as folder:
        db = sqlite3.connect(Path(folder) / "rdf.sqlite", isolation_level=None)
        try:
            db.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                "CREATE TABLE thing (kind TEXT, id TEXT, key TEXT, value TEXT);"
            )
            db.execute("BEGIN")
            quads = pyoxigraph.parse(path=path, format=getattr(pyoxigraph.RdfFormat, name))
            db.executemany("INSERT INTO thing VALUES (?, ?, ?, ?)", _rows(path, quads))
            db.execute("CREATE INDEX by_id ON thing (kind, id, key)")
            yield Things(db)
        except (SyntaxError, OSError, UnicodeDecodeError) as error:
            raise InputError(f"not readable: {error}", path=path) from error
        finally:
            db.close()


def same_as(things: Things) -> Iterator[tuple[str, str]]:
    """Give (id, canonical id) of all ids that stand for another."""
    yield from things.pairs()


def source_of(id: str, values: Values) -> dict[str, Any]:
    """Give a source's node."""
    return {**values, "id": id}


def statement_of(id: str, values: Values) -> dict[str, Any]:
    """Give a statement as the JSON lines export writes it."""
    row = {key: value for key, value in values.items() if not key.endswith("_given")}
    for key in ("subject", "object", "attributed_to"):
        if f"{key}_given" in values:
            row[key] = values[f"{key}_given"]
    for key in _JSON:
        if isinstance(row.get(key), str):
            try:
                row[key] = json.loads(row[key])
            except (ValueError, RecursionError):
                row[key] = None
    return {**row, "id": id}


def _rows(path: Path, quads: Iterator[Any]) -> Iterator[tuple[str, str, str, str]]:
    for number, quad in enumerate(quads, 1):
        if number > MAX_TRIPLES:
            raise InputError(f"more than {MAX_TRIPLES} triples", path=path)
        subject = id_of(getattr(quad.subject, "value", ""))
        if subject is None:
            continue
        kind, id = subject
        predicate = quad.predicate.value
        if kind == "id":
            other = id_of(getattr(quad.object, "value", "")) if predicate == _OWL_SAME else None
            if other is not None and other[0] == "id":
                yield "id", id, "", other[1]
        elif kind in ("source", "statement"):
            key = _key(predicate)
            if key is not None:
                yield kind, id, key, json.dumps(_value(path, quad.object))


def _key(predicate: str) -> str | None:
    if predicate.startswith(SCHEMA):
        return predicate.removeprefix(SCHEMA)
    if predicate == f"{_PROV}wasDerivedFrom":
        return "source"
    return "attributed_to" if predicate == f"{_PROV}wasAttributedTo" else None


def _value(path: Path, term: Any) -> Any:
    text = getattr(term, "value", None)
    if not isinstance(text, str):
        return None
    if len(text) > MAX_LITERAL:
        raise InputError(f"a literal of more than {MAX_LITERAL} characters", path=path)
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype is None:  # an IRI
        thing = id_of(text)
        return thing[1] if thing is not None else text
    try:
        match datatype.removeprefix(_XSD):
            case "integer":
                return int(text)
            case "double" | "decimal" | "float":
                return float(text)
            case "boolean":
                return text in ("true", "1")
    except ValueError as error:
        raise InputError(f"{text[:50]!r} is no {datatype}", path=path) from error
    return text
