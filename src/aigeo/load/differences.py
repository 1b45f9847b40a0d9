"""What changed between two versions of a source, told from its statements and loads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aigeo.errors import AmbiguousNameError, NotFoundError
from aigeo.store import Store

Row = Mapping[str, Any]
CLAIMS = ("start", "end", "status", "negated", "attributed_to")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `before` and `after` hold what is said only then or now."""

    change: str
    """`added`, `changed` or `withdrawn`."""
    kind: str
    type: str
    subject: str
    subject_name: str
    object: str | None
    object_name: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    part: str | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes of a source from one load to a later one."""

    source: str
    older: dict[str, Any]
    newer: dict[str, Any]
    changes: list[Change] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Count the changes by their sort."""
        out = dict.fromkeys(("added", "changed", "withdrawn"), 0)
        for change in self.changes:
            out[change.change] += 1
        return out


def difference(
    store: Store, source: str, older: str | None = None, newer: str | None = None
) -> Difference:
    """Compare two versions of a source; without any the last with the one before it.

    A version is named by (the beginning of) its hash, by the id of its load, or by a date: what
    was current at the end of that day. Raises NotFoundError for an unknown source or version, or
    when there is only one. Of a claim that came and went more than once only the last absence is
    known.
    """
    loads = store.read(
        "MATCH (l:Load {source: $id}) WHERE l.state = 'done' RETURN l.id AS id, "
        "l.version AS version, l.sha256 AS sha256, l.started AS loaded, l.forced AS forced "
        "ORDER BY loaded, id",
        {"id": source},
    )
    if not loads:
        raise NotFoundError(f"no source has the id {source!r}", hint="see: aigeo sources")
    last = len(loads) - 1 if newer is None else _find(loads, newer, source)
    if older is None and last == 0:
        raise NotFoundError(
            f"{source!r} has only one version, {loads[0]['version']}",
            hint="load a newer file of it first",
        )
    first = last - 1 if older is None else _find(loads, older, source)
    if first > last:
        first, last = last, first
    order = {load["id"]: number for number, load in enumerate(loads)}
    gone, come = _compared(store, source, loads, order, first, last)
    changes = _paired(gone, come, _names(store, [*gone, *come]))
    return Difference(source, dict(loads[first]), dict(loads[last]), changes)


def _find(loads: Sequence[Row], text: str, source: str) -> int:
    matching = [
        n for n, load in enumerate(loads)
        if load["id"] == text or str(load["sha256"]).startswith(text.lower())
    ]  # fmt: skip
    if not matching and text[:4].isdigit() and "-" in text:
        # A date, or a moment, by which a version was loaded.
        matching = [n for n, load in enumerate(loads) if load["loaded"] <= f"{text}~"][-1:]
    if not matching:
        known = ", ".join(f"{load['version']} ({load['loaded'][:10]})" for load in loads[-8:])
        raise NotFoundError(f"{source!r} has no version {text!r}", hint=f"it has: {known}")
    if len({loads[n]["sha256"] for n in matching}) > 1:
        raise AmbiguousNameError(text, [loads[n]["version"] for n in matching])
    return matching[-1]


def _compared(
    store: Store, source: str, loads: Sequence[Row], order: Mapping[str, int], first: int, last: int
) -> tuple[list[Row], list[Row]]:
    between = [load["id"] for load in loads[first + 1 : last + 1]]
    rows = store.stream(
        "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.load IN $between "
        "OR s.withdrawn_by IN $between OR s.returned_by IN $between "
        "OR s.was_withdrawn_by IN $between RETURN s",
        {"source": source, "between": between},
    )
    gone: list[Row] = []
    come: list[Row] = []
    for row in rows:
        then, now = (_present(row["s"], order, number) for number in (first, last))
        if then and not now:
            gone.append(row["s"])
        elif now and not then:
            come.append(row["s"])
    return gone, come


def _present(statement: Row, order: Mapping[str, int], number: int) -> bool:
    """Tell whether the load of a number left a statement current."""
    if order.get(statement.get("load") or "", -1) > number:
        return False
    ended = statement.get("withdrawn_by")
    if ended is not None and order.get(ended, -1) <= number:
        return False
    was, back = statement.get("was_withdrawn_by"), statement.get("returned_by")
    away = was is not None and back is not None
    return not (away and order.get(str(was), -1) <= number < order.get(str(back), -1))


def _names(store: Store, statements: Iterable[Row]) -> dict[str, str]:
    ids: set[str] = set()
    for s in statements:
        ids.update(i for i in (s["subject"], s.get("object"), *_qualifiers(s).values())
                   if isinstance(i, str))  # fmt: skip
    names: dict[str, str] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 5000):
        for row in store.read(
            "UNWIND $ids AS id MATCH (s:Statement {subject: id}) WHERE s.kind = 'entity' "
            "RETURN id, s.properties AS said",
            {"ids": wanted[start : start + 5000]},
        ):
            names.setdefault(row["id"], json.loads(row["said"])["name"])
    return names


def _qualifiers(statement: Row) -> dict[str, Any]:
    return dict(json.loads(statement.get("qualifiers") or "{}"))


def _said(statement: Row, names: Mapping[str, str]) -> dict[str, Any]:
    if statement["kind"] == "entity":
        return dict(json.loads(statement["properties"]))
    said = {**_qualifiers(statement), **{k: statement.get(k) for k in CLAIMS}}
    shown = {k: names.get(v, v) if isinstance(v, str) else v for k, v in said.items()}
    cells = json.loads(statement.get("columns") or "{}")
    dull = {"status": "stated", "negated": False}
    kept = {k: v for k, v in shown.items() if v is not None and dull.get(k) != v}
    return {**kept, **({"cells": cells} if cells else {})}


def _paired(
    gone: list[Row], come: list[Row], names: Mapping[str, str]
) -> list[Change]:  # fmt: skip
    """Make changes of statements that replace each other, by ends and type, then by subject."""
    changes: list[Change] = []
    for key in (_ends, _subject):
        waiting: dict[Any, list[Row]] = defaultdict(list)
        for statement in gone:
            waiting[key(statement)].append(statement)
        left: list[Row] = []
        for statement in come:
            if queue := waiting[key(statement)]:
                changes.append(_change("changed", queue.pop(0), statement, names))
            else:
                left.append(statement)
        gone, come = [s for queue in waiting.values() for s in queue], left
    changes += [_change("added", None, s, names) for s in come]
    changes += [_change("withdrawn", s, None, names) for s in gone]
    return sorted(changes, key=lambda c: (c.change, c.kind, c.type, c.subject_name, c.subject,
                                          c.object_name or "", c.row or 0))  # fmt: skip


def _ends(statement: Row) -> tuple[Any, ...]:
    return statement["kind"], statement["type"], statement["subject"], statement.get("object")


def _subject(statement: Row) -> tuple[Any, ...]:
    return statement["kind"], statement["type"], statement["subject"]


def _change(sort: str, then: Row | None, now: Row | None, names: Mapping[str, str]) -> Change:
    before = {} if then is None else _said(then, names)
    after = {} if now is None else _said(now, names)
    if then is not None and now is not None:
        same = {k for k in before if after.get(k) == before[k]}
        if then.get("object") != now.get("object"):
            before["object"] = names.get(then["object"], then["object"])
            after["object"] = names.get(now["object"], now["object"])
        before = {k: v for k, v in before.items() if k not in same}
        after = {k: v for k, v in after.items() if k not in same}
    shown = now if now is not None else then
    assert shown is not None  # noqa: S101 - one of the two is given
    target = shown.get("object")
    return Change(
        change=sort,
        kind=shown["kind"],
        type=shown["type"],
        subject=shown["subject"],
        subject_name=names.get(shown["subject"], shown["subject"]),
        object=target,
        object_name=None if target is None else names.get(target, target),
        before=before,
        after=after,
        part=shown.get("part"),
        row=shown.get("row"),
    )
