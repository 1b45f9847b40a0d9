"""Judgements: decisions whether two ids are one thing, as nodes of their own.

Canonical ids follow from them (aigeo.resolve.clusters). A judgement by `aigeo` comes from a load,
every other from a person; a person's is never overruled without being named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from aigeo.errors import InputError
from aigeo.store import Store, Transaction

VERDICTS = ("same", "different", "unsure")
MACHINE = "aigeo"
"""Who judged where a load linked by itself."""
SPLINK = "splink"
"""Who judged where `aigeo resolve batch` merged by itself."""
MACHINES = frozenset({MACHINE, SPLINK})
"""Judges whose `same` a person's `different` may overrule; their decisions are not exchanged."""
LONGEST_TEXT = 2000
"""Characters of an id, a name of a judge or a reason."""

_RETURN = "RETURN properties(j) AS j"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on two ids, `at` an ISO date or time. `right` is the id that stays."""

    left: str
    right: str
    verdict: str
    by: str
    at: str
    reason: str = ""
    id: str = ""
    load: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in a fixed order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    def stored(self) -> dict[str, Any]:
        """Give the properties of its node."""
        node = {**asdict(self), "id": self.id or judgement_id(self)}
        return {key: value for key, value in node.items() if value is not None}

    def __str__(self) -> str:
        when = f", {self.at[:10]}" if self.at else ""
        return f"{self.left} and {self.right}: {self.verdict} (by {self.by}{when})"


def judgement_id(judgement: Judgement) -> str:
    """Give the id of a person's judgement: one a pair, verdict and person."""
    text = "\x00".join((*judgement.pair, judgement.verdict, judgement.by))
    return "j:" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def now() -> str:
    """Give the present moment as ISO text in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def checked(judgement: Judgement, *, path: object = None, row: int | None = None) -> Judgement:
    """Give a judgement that is sound in itself. Raises InputError naming the field."""

    def refuse(field: str, message: str) -> InputError:
        return InputError(message, path=path, row=row, field=field)

    for field in ("left", "right", "by"):
        value = getattr(judgement, field)
        if not value.strip():
            raise refuse(field, "is empty")
    for field in ("left", "right", "by", "reason"):
        value = getattr(judgement, field)
        if len(value) > LONGEST_TEXT:
            raise refuse(field, f"has {len(value)} characters; at most {LONGEST_TEXT} are kept")
        if any(ord(c) < 32 and c not in "\n\t" for c in value):
            raise refuse(field, "holds control characters")
    if judgement.verdict not in VERDICTS:
        raise refuse("verdict", f"{judgement.verdict!r} is none of {', '.join(VERDICTS)}")
    if judgement.left == judgement.right:
        raise refuse("right", "both ids are the same")
    if judgement.by in MACHINES:
        raise refuse("by", f"{judgement.by!r} stands for links made by machine; name the person")
    try:
        datetime.fromisoformat(judgement.at)
    except ValueError:
        raise refuse("at", f"{judgement.at!r} is not an ISO date or time") from None
    return judgement


def touching(source: Store | Transaction, ids: Iterable[str]) -> list[Judgement]:
    """Give the judgements that have one of `ids` on either side, by id."""
    wanted = sorted(set(ids))
    run = source.read if isinstance(source, Store) else source.run
    found: dict[str, Judgement] = {}
    for side in ("left", "right"):
        for row in run(
            f"UNWIND $ids AS id MATCH (j:Judgement {{{side}: id}}) {_RETURN}", {"ids": wanted}
        ):
            found[row["j"]["id"]] = from_row(row["j"])
    return [found[key] for key in sorted(found)]


def everyone_elses(store: Store, by: Sequence[str] = ()) -> list[Judgement]:
    """Give the judgements of people (only those of `by` where it names some), by id."""
    rows = store.read(
        f"MATCH (j:Judgement) WHERE NOT j.by IN $machines AND ($all OR j.by IN $by) {_RETURN} "
        "ORDER BY j.id",
        {"machines": sorted(MACHINES), "by": list(by), "all": not by},
    )
    return [from_row(row["j"]) for row in rows]


def of_machines(store: Store) -> Iterator[Judgement]:
    """Give the judgements by which loading and batches linked two entities, oldest first."""
    for row in store.stream(
        f"MATCH (j:Judgement) WHERE j.by IN $machines {_RETURN} ORDER BY j.at, j.id",
        {"machines": sorted(MACHINES)},
    ):
        yield from_row(row["j"])


def judged_pairs(store: Store) -> set[frozenset[str]]:
    """Give the pairs of canonical ids on which somebody decided, whatever the verdict."""
    rows = store.read(
        "MATCH (j:Judgement) OPTIONAL MATCH (l:Identity {id: j.left}) "
        "OPTIONAL MATCH (r:Identity {id: j.right}) RETURN coalesce(l.canonical, j.left) AS left, "
        "coalesce(r.canonical, j.right) AS right"
    )
    return {frozenset((row["left"], row["right"])) for row in rows}


def add(tx: Transaction, judgements: Iterable[Judgement]) -> list[str]:
    """Store judgements; give the ids of those that were not stored before."""
    nodes = {node["id"]: node for node in (j.stored() for j in judgements)}
    known = {
        row["id"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (j:Judgement {id: id}) RETURN id", {"ids": sorted(nodes)}
        )
    }
    new = [nodes[key] for key in sorted(nodes) if key not in known]
    if new:
        tx.run("UNWIND $rows AS row CREATE (j:Judgement) SET j = row", {"rows": new})
    return [node["id"] for node in new]


def remove(tx: Transaction, ids: Iterable[str]) -> list[Judgement]:
    """Take judgements out; give them."""
    wanted = sorted(set(ids))
    rows = tx.run(f"UNWIND $ids AS id MATCH (j:Judgement {{id: id}}) {_RETURN}", {"ids": wanted})
    tx.run("UNWIND $ids AS id MATCH (j:Judgement {id: id}) DELETE j", {"ids": wanted})
    return [from_row(row["j"]) for row in rows]


def from_row(node: dict[str, Any]) -> Judgement:
    """Give the judgement that a node's properties hold."""
    return Judgement(
        left=node["left"], right=node["right"], verdict=node["verdict"], by=node["by"],
        at=node["at"], reason=node.get("reason") or "", id=node["id"], load=node.get("load"),
    )  # fmt: skip
