"""Receipts: what was asked of which data, and a fingerprint of the answer (decision 0046)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from aigeo import __version__
from aigeo.answers.asking import Answered
from aigeo.answers.overlay import Overlay
from aigeo.answers.questions import Question
from aigeo.errors import InputError
from aigeo.store import Store

Row = dict[str, Any]
Receipt = dict[str, Any]
FORM = 1
LISTED_SOURCES = 1000
"""Sources listed one by one; with more, those that the rows cite, and the hash of all."""
LISTED_ROWS = 10_000


def receipt(
    store: Store,
    question: Question,
    answered: Answered,
    *,
    overlay: Overlay | None = None,
    known_at: str | None = None,
) -> Receipt:
    """Give a receipt as plain values (docs/how-to/receipts.md names its fields).

    An answer without rows gets one too: that nothing was found is what some receipts are for.
    """
    hashes = row_hashes(answered.rows)
    made = {
        "aigeo_receipt": FORM,
        "asked": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": {
            "kind": question.kind,
            "name": question.name,
            "text": question.text,
            "text_sha256": _sha256(question.text),
            "parameters": question.parameters,
            "known_at": known_at,
            "what_if": None if overlay is None else overlay.data,
        },
        "engine": engine(store),
        "aigeo": __version__,
        "data": data(store, answered.rows),
        "answer": {
            "rows": len(answered.rows),
            "sha256": rows_sha256(hashes),
            "row_sha256": hashes if len(hashes) <= LISTED_ROWS else None,
        },
    }
    made = json.loads(canonical(made))
    return {**made, "sha256": _sha256(canonical(made))}


def write_receipt(path: Path, made: Receipt) -> None:
    """Write a receipt as JSON."""
    path.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_receipt(path: Path) -> Receipt:
    """Read a receipt and check that nobody changed it.

    Raises InputError when it is no receipt, of a newer form, or not as it was written.
    """
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError("not JSON", path=path) from None
    if not isinstance(made, dict) or "aigeo_receipt" not in made:
        raise InputError("not a receipt of aigeo", path=path)
    if made["aigeo_receipt"] != FORM:
        raise InputError(
            f"a receipt of form {made['aigeo_receipt']!r}; this program knows {FORM}",
            path=path,
            hint="upgrade aigeo",
        )
    rest = {key: value for key, value in made.items() if key != "sha256"}
    if made.get("sha256") != _sha256(canonical(rest)):
        raise InputError(
            "the receipt was changed after it was written: its own hash does not fit",
            path=path,
            field="sha256",
        )
    return made


def engine(store: Store) -> dict[str, str]:
    """Give the name and version of the graph engine."""
    if store.engine == "neo4j":
        rows = store.read("CALL dbms.components() YIELD name, versions RETURN name, versions")
        return {"name": str(rows[0]["name"]), "version": str(rows[0]["versions"][0])}
    return {"name": "ArcadeDB (embedded)", "version": metadata.version("arcadedb")}


def data(store: Store, rows: Iterable[Row]) -> dict[str, Any]:
    """Give the sources in the graph with their versions: all when few, else the cited ones."""
    digest = hashlib.sha256()
    count = 0
    listed: list[Row] = []
    cited = set(_cited(rows))
    every: list[Row] = []
    for row in store.stream(
        "MATCH (s:Source) RETURN s.id AS id, s.version AS version, s.sha256 AS sha256, "
        "s.retrieved AS retrieved ORDER BY id"
    ):
        count += 1
        digest.update(canonical([row["id"], row["sha256"]]).encode() + b"\n")
        if count <= LISTED_SOURCES:
            every.append(row)
        if row["id"] in cited:
            listed.append(row)
    whole = count <= LISTED_SOURCES
    return {
        "sources": count,
        "sha256": digest.hexdigest(),
        "complete": whole,
        "versions": every if whole else listed,
    }


def row_hashes(rows: Iterable[Row]) -> list[str]:
    """Give the SHA-256 of each row in canonical form, sorted: an answer is a bag of rows."""
    return sorted(_sha256(canonical(row)) for row in rows)


def rows_sha256(hashes: Iterable[str]) -> str:
    """Give the SHA-256 of an answer from those of its rows."""
    return _sha256("\n".join(hashes))


def row_hash(row: Row) -> str:
    """Give the SHA-256 of one row in canonical form."""
    return _sha256(canonical(row))


def canonical(value: Any) -> str:
    """Give JSON text that depends on the value alone: keys sorted, no white space.

    Whole floats are written as integers, as RFC 8785 (JSON Canonicalization Scheme) does, so that
    both engines' numbers give one text.
    """
    return json.dumps(
        _plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _cited(value: Any) -> Iterable[str]:
    """Give the ids under any key `sources` of the rows."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "sources":
                yield from _texts(item)
            else:
                yield from _cited(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _cited(item)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
