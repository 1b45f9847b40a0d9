"""One source's load from a filled stage into the graph, with its bookkeeping."""

from __future__ import annotations

import json
import secrets
import socket
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aigeo.errors import AssertionsFailed
from aigeo.load import assertions, recovery
from aigeo.load.current import Current
from aigeo.load.publish import Progress, Publication, is_large
from aigeo.load.report import RunReport
from aigeo.load.review.keep import keep_reviews
from aigeo.load.settling import settle_load
from aigeo.load.spec import LoaderSpec
from aigeo.load.stage import Stage
from aigeo.load.tally import Tally
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a source: its node's properties and what identifies its bytes."""

    source: Record
    """Properties of the Source node; `id`, `title`, `sha256`, `retrieved` at least."""
    parts: dict[str, str]
    """SHA-256 of each part (file) that was read."""
    fingerprint: str
    """Of the loader or extractor that read it."""
    is_sample: bool = False
    """Whether these are the loader's own sample files, which hold less than a version must."""


def stored_source(store: Store, source: str) -> Record | None:
    """Give the Source node, None when the graph has none that was ever loaded to the end."""
    rows = store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": source})
    return rows[0]["s"] if rows and rows[0]["s"].get("sha256") else None


def is_unchanged(stored: Record | None, version: Version) -> bool:
    """Tell whether these very bytes were the last thing loaded of each part."""
    if stored is None or stored.get("fingerprint") != version.fingerprint:
        return False
    parts = json.loads(stored.get("parts") or "{}")
    return all(parts.get(part) == sha for part, sha in version.parts.items())


def publish(
    store: Store,
    spec: LoaderSpec,
    stage: Stage,
    tally: Tally,
    version: Version,
    report: RunReport,
    *,
    force: str | None,
    progress: Progress,
    current: Current | None = None,
    adds_only: bool = False,
) -> None:
    """Check a filled stage and bring it into the graph; completes `report`.

    Raises AssertionsFailed, with the graph as it was, when the version breaks what
    `loader.yaml` asserts and no reason to force it is given, OnlyNamed where more of the stage
    was asked for than it has. `current` may know already what the
    graph has of the source. With `adds_only` nothing that the
    graph has of the source is withdrawn.
    """
    source = version.source["id"]
    keep_reviews(store, stage, source)
    if current is None:
        with Current(store, source) as now:
            now.into(stage)
    else:
        current.into(stage)
    if adds_only:
        stage.keep_stored()
    failed = [] if version.is_sample else assertions.failures(spec, stage, tally)
    if failed and force is None:
        raise AssertionsFailed(
            f"{source}: this version was not loaded: {'; '.join(failed[:3])}"
            + (f" (and {len(failed) - 3} more)" if len(failed) > 3 else ""),
            failures=failed,
            hint="check the file; --force --reason TEXT loads it all the same",
        )
    if tally.partial:
        report.warnings.append(f"least counts were not checked: {tally.partial}")
    report.forced = force if failed else None
    report.warnings += [f"forced: {reason}" for reason in failed]
    _count(stage, store, report)
    if report.dry_run:
        return
    load = _load_id(source)
    report.load = load
    seen = str(version.source["retrieved"])[:10]
    with recovery.owning(store.settings, load):
        interrupted = _interrupted(store, source)
        for earlier in interrupted:
            recovery.make_whole(store, source, earlier)
        first = not interrupted and not _has_history(store, source)
        retitled = _open_load(store, load, spec, version, report, sorted(stage.distinct))
        large = first and is_large(stage)
        publication = Publication(store, stage, source, load, seen, first, large)
        publication.prepare()
        publication.run(progress)
        if retitled:
            publication.reproject_all()
        # From here on the facts are those of this version; of a load that is cut off the next
        # command settles who is who (recovery), and only row numbers are lost.
        store.write("MATCH (l:Load {id: $id}) SET l.state = 'finishing'", {"id": load})
        publication.renumber()
        if not adds_only:
            settle_load(store, vocabulary(), source, load, progress)
        _close_load(store, load, version, report)
        for earlier in interrupted:
            _adopt(store, source, earlier, load)


def _count(stage: Stage, store: Store, report: RunReport) -> None:
    added, withdrawn = stage.count("added"), stage.count("withdrawn")
    if added and withdrawn:
        # A statement that replaced one on the same subject and type is a change, not two things.
        gone: Counter[tuple[str, str]] = Counter()
        ids = list(stage.withdrawn())
        for start in range(0, len(ids), 5000):
            for row in store.read(
                "UNWIND $ids AS id MATCH (s:Statement {id: id}) "
                "RETURN s.type AS type, s.subject AS subject",
                {"ids": ids[start : start + 5000]},
            ):
                gone[row["type"], row["subject"]] += 1
        report.changed = (gone & stage.added_on()).total()
    report.added = added - report.changed
    report.withdrawn = withdrawn - report.changed


def _load_id(source: str) -> str:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return f"load:{source}:{moment}-{secrets.token_hex(3)}"


def _interrupted(store: Store, source: str) -> list[str]:
    rows = store.read(
        "MATCH (l:Load {source: $source}) WHERE l.state = 'publishing' RETURN l.id AS id",
        {"source": source},
    )
    return [row["id"] for row in rows]


def _has_history(store: Store, source: str) -> bool:
    rows = store.read(
        "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) RETURN s.id AS id LIMIT 1",
        {"source": source},
    )
    return bool(rows)


def _adopt(store: Store, source: str, earlier: str, load: str) -> None:
    """What a cut-off load had written became part of this one: count it here."""
    for key in ("load", "withdrawn_by"):
        store.write(
            f"MATCH (:Source {{id: $source}})<-[:FROM]-(s:Statement) WHERE s.{key} = $earlier "
            f"SET s.{key} = $load",
            {"source": source, "earlier": earlier, "load": load},
        )
    store.write("MATCH (l:Load {id: $id}) DELETE l", {"id": earlier})


def _open_load(
    store: Store,
    load: str,
    spec: LoaderSpec,
    version: Version,
    report: RunReport,
    distinct: list[str],
) -> bool:
    """Note that the load began; tell whether what edges show of the source changed."""
    # Loads of one second must still have an order.
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    source = version.source["id"]
    # Title and dates are needed while facts are computed; sha256 says that the load was finished.
    shown = {k: v for k, v in version.source.items() if v is not None and k != "sha256"}
    was = store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": source})
    before = {k: v for k, v in was[0]["s"].items() if not k.startswith("_")} if was else {}
    started = {
        "source": source,
        "loader": spec.name,
        "state": "publishing",
        "sha256": version.source["sha256"],
        "version": version.source.get("version"),
        "started": now,
        "heartbeat": now,
        "host": socket.gethostname(),
        "home": str(store.settings.home),
        "forced": report.forced,
        "distinct": distinct,
        "source_before": json.dumps(before),
    }
    store.transact(
        lambda tx: tx.run(
            "MERGE (s:Source {id: $id}) SET s += $shown CREATE (l:Load {id: $load}) "
            "SET l += $started",
            {"id": source, "shown": shown, "load": load, "started": started},
        )
    )
    return bool(before) and any(
        before.get(k) != shown.get(k) for k in ("title", "published", "story")
    )


def _close_load(store: Store, load: str, version: Version, report: RunReport) -> None:
    stored = store.read(
        "MATCH (s:Source {id: $id}) RETURN s.parts AS parts", {"id": version.source["id"]}
    )
    parts = {**json.loads(stored[0]["parts"] or "{}"), **version.parts}
    counts = {
        key: getattr(report, key) for key in ("read", "emitted", "added", "changed", "withdrawn")
    }
    store.transact(
        lambda tx: tx.run(
            "MATCH (s:Source {id: $id}) MATCH (l:Load {id: $load}) "
            "SET s.sha256 = $sha, s.parts = $parts, s.fingerprint = $fingerprint, "
            "l.state = 'done', l.finished = $now, l.counts = $counts "
            "REMOVE l.source_before, l.in_bulk, l.projected",
            {
                "id": version.source["id"],
                "load": load,
                "sha": version.source["sha256"],
                "parts": json.dumps(parts, sort_keys=True),
                "fingerprint": version.fingerprint,
                "now": datetime.now(UTC).isoformat(timespec="seconds"),
                "counts": json.dumps(counts | {"rejected": sum(report.rejected.values())}),
            },
        )
    )
