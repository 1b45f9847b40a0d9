"""Loading what aigeo exported: sources, their statements with evidence, and who is who.

An export holds many sources; each is published as the load of that source that it once was. What
the graph has already stays: loading an export adds, it never withdraws, since an export may hold a
part. Entities meet by id and external id, never by name: the export says who is who.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from aigeo.errors import InputError, StoreError
from aigeo.load import exported_checks as checks
from aigeo.load import graph, session
from aigeo.load.publish import fact_of
from aigeo.load.registry import Loader
from aigeo.load.report import RunReport, write_rejections
from aigeo.load.request import Request
from aigeo.load.spec import FileSpec
from aigeo.load.stage import Stage
from aigeo.load.tally import Rejection, Tally
from aigeo.model.batches import batches
from aigeo.model.ids import slug
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Transaction

Row = dict[str, Any]
MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line of an export; a longer one is refused before it is read."""
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE source (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE statement (source TEXT, kind TEXT, id TEXT, body TEXT,
  PRIMARY KEY (source, kind, id)) WITHOUT ROWID;
CREATE TABLE identity (id TEXT PRIMARY KEY, canonical TEXT) WITHOUT ROWID;
CREATE TABLE judgement (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE pair (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
"""


class ExportContext:
    """What a loader of `kind: export` sees: files in; sources, statements and identities out."""

    def __init__(self, request: Request, loader: Loader, files: Mapping[Path, FileSpec]) -> None:
        self.options = dict(request.options)
        self.tally = Tally()
        self._request, self._loader, self._files = request, loader, dict(files)
        self._store = request.store
        path = self._store.settings.home / "staging" / f"{slug(loader.name)}.export.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def files(self, name: str) -> list[Path]:
        """Give the input files that match an entry of `files` in loader.yaml."""
        return sorted(path for path, entry in self._files.items() if entry.name == name)

    def lines(self, name: str) -> Iterator[tuple[Path, int, Any]]:
        """Give (file, line number, value) of files of JSON lines.

        Raises InputError for a line that is no JSON object, or longer than MAX_LINE.
        """
        for path in self.files(name):
            for number, text in text_lines(path):
                yield path, number, parsed(path, number, text)

    def source(self, path: Path, number: int, row: Any) -> None:
        """Take the node of a source. Raises InputError when it is none."""
        problem = checks.source_problem(row)
        if problem:
            raise InputError(problem, path=path, row=number)
        self._put("source", row["id"], json.dumps(row, ensure_ascii=False))

    def identity(self, id: Any, canonical: Any) -> None:
        """Take an id that stands for another, canonical one."""
        if checks.is_id(id) and checks.is_id(canonical) and id != canonical:
            self._put("identity", id, canonical)

    def judgement(self, row: Any) -> None:
        """Take a decision that two ids are the same, different or unsure."""
        if checks.is_judgement(row):
            self._put("judgement", row["id"], json.dumps(row, ensure_ascii=False))

    def candidate_pair(self, row: Any) -> None:
        """Take a pair of entities that may be one."""
        if checks.is_pair(row):
            self._put("pair", row["id"], json.dumps(row, ensure_ascii=False))

    def statement(self, path: Path, number: int, row: Any) -> None:
        """Take a statement with decoded JSON fields; one that does not fit is rejected."""
        self.tally.read += 1
        problem = checks.form_problem(row)
        if problem:
            self.reject(path, number, "not a statement", problem)
            return
        self._put(
            "statement", row["source"], row["kind"], row["id"], json.dumps(row, ensure_ascii=False)
        )

    def reject(self, path: Path, number: int, reason: str, detail: str = "") -> None:
        """Count a line that cannot be used; it goes to the reject file."""
        self.tally.reject(Rejection(reason, path.name, number, detail))

    def publish(self) -> list[RunReport]:
        """Bring all of it into the graph; one report a source."""
        sources = self._db.execute("SELECT id, body FROM source ORDER BY id").fetchall()
        if not sources:
            path = next(iter(self._files))
            raise InputError("the export holds no source, so nothing can be loaded", path=path)
        self._note_orphans({id for id, _ in sources})
        if not self._request.dry_run:
            self._write_who_is_who()
        reports = [self._publish(json.loads(body)) for _, body in sources]
        if not self._request.dry_run:
            self._write_pairs()
        reports[0].rejected = dict(self.tally.rejected + Counter(reports[0].rejected))
        reports[0].warnings += self.tally.warnings
        if self.tally.rejections:
            home = self._store.settings.home
            reports[0].reject_file = write_rejections(
                home / "rejected" / f"{slug(self._loader.name)}.jsonl", self.tally.rejections
            )
        return reports

    def close(self) -> None:
        """Drop the temporary file."""
        self._db.close()
        self._path.unlink(missing_ok=True)

    def _publish(self, source: Row) -> RunReport:
        id = source["id"]
        report = RunReport(source=id, loader=self._loader.name, dry_run=self._request.dry_run)
        name = f"{slug(id)[:60]}.sqlite"
        history: list[Row] = []
        tally = Tally()
        with Stage(self._path.parent / name) as stage:
            types: dict[str, str] = {}
            for body in self._statements(id):
                report.read += 1
                problem = checks.content_problem(body, types)
                if problem:
                    reason, detail = problem
                    tally.reject(Rejection(reason, body.get("part"), body.get("row"), detail))
                    continue
                stored = checks.stored_form(body)
                if stored.get("last_seen") is not None:
                    history.append(stored)
                    continue
                stage.keep_apart(stored["subject"])
                if "part" in stored:
                    stage.parts.add(stored["part"])
                stage.add(stored)
                tally.emitted += 1
            report.emitted, report.rejected = tally.emitted, dict(tally.rejected)
            self.tally.rejections += tally.rejections
            stored_source = session.stored_source(self._store, id)
            session.publish(
                self._store, self._loader.spec, stage, tally,
                checks.version(source, stored_source), report,
                force=self._request.force, progress=self._request.progress, adds_only=True,
            )  # fmt: skip
            if not self._request.dry_run:
                for batch in batches(history, self._store.settings.batch):
                    self._store.transact(partial(_write_history, id, report.load or "", batch))
        return report

    def _statements(self, source: str) -> Iterator[Row]:
        # "entity" sorts before "relation": ends are known before what ties them.
        cursor = self._db.execute(
            "SELECT body FROM statement WHERE source = ? ORDER BY source, kind, id", (source,)
        )
        while rows := cursor.fetchmany(1000):
            yield from (json.loads(body) for (body,) in rows)

    def _write_who_is_who(self) -> None:
        pairs = self._db.execute("SELECT id, canonical FROM identity ORDER BY id")
        for some in batches(({"id": i, "canonical": c} for i, c in pairs), 5000):
            self._store.transact(partial(_write_identities, some))
        judgements = self._db.execute("SELECT body FROM judgement ORDER BY id")
        for batch in batches((json.loads(body) for (body,) in judgements), 5000):
            self._store.transact(partial(_write_judgements, batch))

    def _write_pairs(self) -> None:
        pairs = self._db.execute("SELECT body FROM pair ORDER BY id")
        for batch in batches((json.loads(body) for (body,) in pairs), 5000):
            self._store.transact(partial(_write_pairs, batch))

    def _note_orphans(self, sources: set[str]) -> None:
        rows = self._db.execute("SELECT source, count(*) FROM statement GROUP BY source")
        for source, count in rows.fetchall():
            if source not in sources:
                self.tally.rejected["source not described"] += count
                self.tally.warnings.append(
                    f"{count} statements of the source {source!r}, not described in it"
                )

    def _put(self, table: str, *values: str) -> None:
        marks = ", ".join("?" * len(values))
        try:
            self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own names
        except sqlite3.Error as error:
            raise StoreError(
                f"the export cannot be staged: {error}", hint="check that the disk has room"
            ) from error


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give (number, text) of the lines of a UTF-8 file. Raises InputError."""
    with path.open("rb") as raw:
        number = 0
        while line := raw.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise InputError(f"the line is longer than {MAX_LINE} bytes", path=path, row=number)
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise InputError(f"not UTF-8: {error.reason}", path=path, row=number) from error
            if text.strip():
                yield number, text


def parsed(path: Path, number: int, text: str) -> dict[str, Any]:
    """Give the JSON object of a line. Raises InputError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"line {number} is not JSON: {error}", path=path, row=number,
            hint="the file may have been cut off",
        ) from error  # fmt: skip
    if not isinstance(value, dict):
        raise InputError(f"line {number} is not a JSON object", path=path, row=number)
    return value


def _write_identities(rows: list[Row], tx: Transaction) -> None:
    ids = [row["id"] for row in rows]
    known = {
        row["id"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN i.id AS id", {"ids": ids}
        )
        + tx.run("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id", {"ids": ids})
    }
    new = [row for row in rows if row["id"] not in known]
    if new:
        tx.run(
            "UNWIND $rows AS row CREATE (i:Identity {id: row.id}) SET i.canonical = row.canonical",
            {"rows": new},
        )


def _write_judgements(rows: list[Row], tx: Transaction) -> None:
    known = {
        row["id"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (j:Judgement {id: id}) RETURN j.id AS id",
            {"ids": [row["id"] for row in rows]},
        )
    }
    new = [row for row in rows if row["id"] not in known]
    if new:
        tx.run("UNWIND $rows AS row CREATE (j:Judgement {id: row.id}) SET j += row", {"rows": new})


def _write_pairs(rows: list[Row], tx: Transaction) -> None:
    """Write candidate pairs of entities that the graph has and that it does not propose yet."""
    ids = sorted({row[side] for row in rows for side in ("left", "right")})
    there = graph.existing_labels(tx, ids)
    new = [row for row in rows if row["left"] in there and row["right"] in there]
    if new:
        tx.run(
            "UNWIND $rows AS row MERGE (p:CandidatePair {id: row.id}) "
            "ON CREATE SET p.left = row.left, p.right = row.right, p.score = row.score, "
            "p.reason = row.reason, p.source = row.source, p.load = row.load, "
            "p.origin = row.origin, p.type = row.type",
            {"rows": [dict.fromkeys(checks.PAIR) | row for row in new]},
        )


def _write_history(source: str, load: str, rows: list[Row], tx: Transaction) -> None:
    graph.lock(tx, load)
    known = {
        row["id"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s.id AS id",
            {"ids": [row["id"] for row in rows]},
        )
    }
    new = [row for row in rows if row["id"] not in known]
    ids = {row[end] for row in new for end in ("subject", "object") if row.get(end)}
    for row in new:
        qualifiers = json.loads(row.get("qualifiers") or "{}")
        ids.update(v for v in qualifiers.values() if isinstance(v, str))
    canonical = graph.canonical_ids(tx, ids)
    for row in new:
        row["fact"] = fact_of(row, lambda i: canonical.get(i, i), vocabulary())
        row["load"] = row["withdrawn_by"] = load
    if new:
        graph.create_statements(tx, source, new)
