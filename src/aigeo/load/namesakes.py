"""Ids made of names, where two things bear one name.

An id such as `person:wei-zhang` says no more than the name. Where the same source, or another
one, describes a thing under it that cannot be this one, an id with a hash of what tells them
apart takes its place (docs/decisions/0118).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from aigeo.load.jsontext import sorted_text
from aigeo.load.kept import KeptTexts
from aigeo.load.linking_stage import candidates
from aigeo.load.stage import Body, Stage
from aigeo.model.batches import batches
from aigeo.model.ids import entity_id, kebab, statement_id
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.beside import births, births_agree
from aigeo.resolve.blocked import has_any
from aigeo.resolve.fitting import elsewhere, other_nationality
from aigeo.resolve.linking import Candidate, from_row
from aigeo.resolve.named import DESCRIBED
from aigeo.store import Store

TELLING = {"Person": "birth_date", "Agency": "countries"}
"""By type: what one thing has one of, so that two rows that differ in it describe two things.

Firms have offices in several countries, and lists name each in a row of its own.
"""


class Namesakes:
    """What the rows of one source said first of each id made of a name."""

    def __init__(self) -> None:
        self._first = KeptTexts()

    def own_id(self, type_: str, name: str, properties: Mapping[str, Any]) -> str:
        """Give the id of a thing by its name, with a hash where earlier rows exclude it."""
        own = entity_id(type_, name)
        said = _said(type_, properties)
        if not said:
            return own
        if _contradicts(type_, said, self._first.setdefault(own, said)):
            return entity_id(type_, name, said)
        return own


def _said(type_: str, properties: Mapping[str, Any]) -> str:
    value = properties.get(TELLING.get(type_, "")) or ""
    return value if isinstance(value, str) else " ".join(sorted(set(value)))


def _contradicts(type_: str, said: str, first: str) -> bool:
    if type_ == "Person":
        return not (said.startswith(first) or first.startswith(said))
    return elsewhere(said.split(), first.split())


def is_keyed(candidate: Candidate) -> bool:
    """Tell whether an id made of a name has a loader's own key in it, which keeps it apart."""
    prefix = kebab(candidate.type)
    if candidate.id.partition(":")[0] != prefix:
        return False
    told: set[str | None] = {None, _difference(candidate), " ".join(sorted(candidate.countries))}
    told |= {" ".join(sorted(births(candidate.dates))), *births(candidate.dates)}
    return not any(
        candidate.id == entity_id(candidate.type, name, key)
        for name in candidate.names for key in told
    )  # fmt: skip


def part_from_others(store: Store, stage: Stage, source: str, vocabulary: Vocabulary) -> int:
    """Give entities of the stage ids of their own where the graph has others under theirs.

    Only ids made of names are looked at, and only what other sources say of them; give how many
    were changed. What they may be besides is left to linking.
    """
    if not has_any(store, "Entity"):
        return 0
    changed: dict[str, str] = {}
    for ids in batches(_named_ids(stage, vocabulary), store.settings.batch):
        theirs = _described_elsewhere(store, ids, source)
        if not theirs:
            continue
        for mine in candidates(stage.about(theirs), stage, vocabulary):
            other = theirs[mine.id]
            if not mine.generic and not other.generic and _excludes(mine, other):
                name = min(mine.names)
                changed[mine.id] = entity_id(mine.type, name, _difference(mine))
    if changed:
        stage.rename(changed, _renamed)
    return len(changed)


def _named_ids(stage: Stage, vocabulary: Vocabulary) -> Iterator[str]:
    prefixes = {kebab(name) for name in vocabulary.entity_types}
    return (i for i in stage.subjects() if i.partition(":")[0] in prefixes)


def _described_elsewhere(store: Store, ids: Collection[str], source: str) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for pattern in (
        "MATCH (i:Identity {id: id}) WITH id, i.canonical AS canonical "
        "MATCH (e:Entity {id: canonical})",
        "MATCH (e:Entity {id: id})",
    ):
        for row in store.read(
            f"UNWIND $ids AS id {pattern} WHERE NOT $source IN e.sources "
            f"RETURN id AS asked, {DESCRIBED}",
            {"ids": list(ids), "source": source},
        ):
            found[row["asked"]] = from_row(row)
    return found


def _excludes(a: Candidate, b: Candidate) -> bool:
    """Tell whether two things of one name cannot be one; a person's address says nothing."""
    if a.type == "Person":
        return births_agree(a.dates, b.dates) is False or other_nationality(a, b)
    return bool(a.countries and b.countries) and elsewhere(a.countries, b.countries)


def _difference(mine: Candidate) -> str:
    told = births(mine.dates) or mine.nationalities if mine.type == "Person" else mine.countries
    return " ".join(sorted(told))


def _renamed(body: Body, ids: Mapping[str, str]) -> Body:
    """Give a statement with other ids in it, and an id of its own that follows from them."""
    new = dict(body)
    for field in ("subject", "object", "attributed_to"):
        if body.get(field) in ids:
            new[field] = ids[body[field]]
    if "qualifiers" in body:
        said = json.loads(body["qualifiers"])
        others = {k: ids.get(v, v) if isinstance(v, str) else v for k, v in said.items()}
        if others != said:
            new["qualifiers"] = sorted_text(others)
    if new == body:
        return body
    new["id"] = statement_id("renamed", body["id"], new["subject"], new.get("object"))
    return new
