"""What statements add up to: the properties of a node, the properties of an edge.

Pure functions of current statements (dicts in the stored form of docs/architecture.md) and
their sources, so that adding, withdrawing, merging and undoing all use the same rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from aigeo.model.cells import cell_quote
from aigeo.model.dates import first_day, last_day
from aigeo.model.vocabulary import RelationType, Vocabulary

Statement = Mapping[str, Any]
Sources = Mapping[str, Mapping[str, Any]]
Properties = dict[str, Any]
QualifierEnds = Mapping[str, tuple[str, str]]
"""By the id that a source uses for an item, destination or list: canonical id, name."""

NO_QUALIFIERS = (None, "", "{}")
FIRM = ("stated", "ended")
TOP_LISTED = 20
"""Source ids and titles kept on an edge; `source_count` has the whole number."""


def qualifiers_of(statement: Statement) -> Properties:
    """Give the qualifiers of a relation statement."""
    text = statement.get("qualifiers")
    return {} if text in NO_QUALIFIERS else dict(orjson.loads(text))


def combined_confidence(statements: Iterable[Statement]) -> float:
    """Combine the best statement of each source as independent evidence: 1 − ∏(1 − cᵢ).

    The noisy-or of independent sources (Pearl, Probabilistic Reasoning in Intelligent Systems,
    1988, section 4.3.2); repeated statements of one source or story count once.
    """
    if isinstance(statements, tuple) and len(statements) == 1:
        return round(1.0 - (1.0 - max(0.0, float(statements[0].get("confidence", 1.0)))), 6)
    best: dict[str, float] = {}
    for s in statements:
        # Copies of one article are no independent evidence: a story counts like one source.
        origin = s.get("story") or s["source"]
        best[origin] = max(best.get(origin, 0.0), float(s.get("confidence", 1.0)))
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1.0 - confidence
    return round(1.0 - doubt, 6)


def counted(statements: Iterable[Statement]) -> list[Statement]:
    """Give the statements that make a fact: neither negated nor rejected by a reviewer."""
    return [s for s in statements if not s.get("negated") and s.get("review") != "rejected"]


def project_entity(
    canonical: str, statements: Sequence[Statement], vocabulary: Vocabulary
) -> Properties | None:
    """Give the node that entity statements add up to, or None when nothing is left of it.

    The type is the most specific that a statement gives; the name is the one most statements
    use (then mixed case before capitals, the shorter, the first in the alphabet), for a government
    one that is stated of its own id and no city's; other names become aliases; list values are
    united; a single value comes from the most confident, then the newest statement.
    """
    if len(statements) == 1:
        return entity_of_one(canonical, statements[0], vocabulary)
    return entity_of_several(canonical, statements, vocabulary)


def entity_of_one(canonical: str, s: Statement, vocabulary: Vocabulary) -> Properties | None:
    """Give what `entity_of_several` gives of one statement: most entities have no more."""
    if s.get("review") == "rejected":
        return None
    kind = s["type"]
    said = orjson.loads(s["properties"])
    name = said.pop("name")
    aliases = {*said.pop("aliases", ())} - {name}
    known = vocabulary.entity_types[kind].properties
    node: Properties = {
        key: sorted(set(value)) if isinstance(value, list) else value
        for key, value in said.items()
        if key in known and value is not None
    }
    for key in ("countries", "external_ids"):
        stated = said.get(key)
        node[key] = sorted(set(stated)) if isinstance(stated, list) else []
    return node | {
        "id": canonical,
        "type": kind,
        "name": name,
        "aliases": sorted(aliases),
        "generic": bool(said.get("generic", False)),
        "sources": [s["source"]],
        "source_count": 1,
        "statement_count": 1,
        "confidence": combined_confidence((s,)),
    }


def entity_of_several(
    canonical: str, statements: Sequence[Statement], vocabulary: Vocabulary
) -> Properties | None:
    """Give what `project_entity` does, by the whole rule."""
    live = [s for s in statements if s.get("review") != "rejected"]
    if not live:
        return None
    if len(live) > 1:
        live.sort(key=lambda s: (-float(s.get("confidence", 1.0)), _newest_first(s), s["id"]))
    kind = vocabulary.most_specific([s["type"] for s in live])
    names: Counter[str] = Counter()
    official: set[str] = set()
    aliases: set[str] = set()
    single: Properties = {}
    lists: dict[str, set[Any]] = defaultdict(set)
    said: dict[str, Properties] = {s["id"]: orjson.loads(s["properties"]) for s in live}
    for s in live:
        properties = said[s["id"]]
        name = properties.pop("name")
        names[name] += 1
        if canonical.startswith("gov:") and s["subject"] == canonical:
            official.add(name)
        aliases.update(properties.pop("aliases", ()))
        for key, value in properties.items():
            if isinstance(value, list):
                lists[key].update(value)
            else:
                single.setdefault(key, value)
    name = min(names, key=lambda n: (n not in official, -names[n], n.isupper(), len(n), n))
    sources = sorted({s["source"] for s in live})
    known = set(vocabulary.entity_types[kind].properties)
    node = {
        **{k: v for k, v in single.items() if k in known},
        **{k: sorted(v) for k, v in lists.items() if k in known},
        "id": canonical,
        "type": kind,
        "name": name,
        "aliases": sorted((aliases | set(names)) - {name}),
        "countries": sorted(lists.get("countries", ())),
        "external_ids": sorted(lists.get("external_ids", ())),
        "generic": all(of.get("generic", False) for of in said.values()),
        "sources": sources[:TOP_LISTED],
        "source_count": len(sources),
        "statement_count": len(live),
        "confidence": combined_confidence(live),
    }
    return {k: v for k, v in node.items() if v is not None}


def project_relation(
    fact: str,
    statements: Sequence[Statement],
    sources: Sources,
    relation: RelationType,
    qualifier_ends: QualifierEnds,
) -> Properties | None:
    """Give the edge that relation statements add up to, or None when they make none.

    `qualifier_ends` maps ids that sources use for items, destinations and lists to
    (canonical id, name). Where statements differ in a qualifier, such as the share of a market in
    several years, one that is stated wins over planned and alleged ones, then the most confident,
    the newest, and the one of the latest start.
    """
    if len(statements) == 1:
        return relation_of_one(fact, statements[0], sources, relation, qualifier_ends)
    return relation_of_several(fact, statements, sources, relation, qualifier_ends)


def relation_of_one(
    fact: str, s: Statement, sources: Sources, relation: RelationType, ends: QualifierEnds
) -> Properties | None:
    """Give what `relation_of_several` gives of one statement: most facts have no more."""
    if s.get("negated") or s.get("review") == "rejected":
        return None
    status = s.get("status", "stated")
    if status not in FIRM and status != "alleged":
        status = "planned"
    start, end = s.get("start") or None, s.get("end") or None
    confidence = combined_confidence((s,))
    source = s["source"]
    of = sources[source]
    edge = _qualifiers(s, relation, ends)
    edge |= {
        "id": fact,
        "start": start,
        "end": end,
        "valid_from": first_day(start) if start else None,
        "valid_to": _valid_to(end, status, (s,), sources),
        "status": status,
        "confidence": confidence,
        "sign": relation.sign,
        "influence": ("both" if edge.get("kind") in relation.mutual_kinds else relation.influence),
        "weight": round(relation.weight * confidence, 6),
        "quote": s.get("quote") or cell_quote(s),
        "attributed_to": s.get("attributed_to"),
        "published": of.get("published") or None,
        "sources": [source],
        "source_titles": [of.get("title") or source],
        "source_count": 1,
        "statement_count": 1,
        "contradicted_by": None,
        "first_seen": s.get("first_seen") or None,
    }
    return {k: v for k, v in edge.items() if v is not None}


def relation_of_several(
    fact: str,
    statements: Sequence[Statement],
    sources: Sources,
    relation: RelationType,
    qualifier_ends: QualifierEnds,
) -> Properties | None:
    """Give what `project_relation` does, by the whole rule."""
    live = counted(statements)
    if not live:
        return None
    if len(live) > 1:
        live.sort(key=_rank)
    best = live[0]
    status = _status(live, sources)
    start = min((s["start"] for s in live if s.get("start")), default=None)
    end = _last_end(live)
    confidence = combined_confidence(live)
    ids = sorted({s["source"] for s in live})
    published = max((p for i in ids if (p := sources[i].get("published"))), default=None)
    edge: Properties = {}
    for s in reversed(live):
        edge.update(_qualifiers(s, relation, qualifier_ends))
    edge |= {
        "id": fact,
        "start": start,
        "end": end,
        "valid_from": first_day(start) if start else None,
        "valid_to": _valid_to(end, status, live, sources),
        "status": status,
        "confidence": confidence,
        "sign": relation.sign,
        "influence": ("both" if edge.get("kind") in relation.mutual_kinds else relation.influence),
        "weight": round(relation.weight * confidence, 6),
        "quote": best["quote"] if best.get("quote") else cell_quote(best),
        "attributed_to": best.get("attributed_to"),
        "published": published,
        "sources": ids[:TOP_LISTED],
        "source_titles": [sources[i].get("title") or i for i in ids[:TOP_LISTED]],
        "source_count": len(ids),
        "statement_count": len(live),
        "contradicted_by": sum(1 for s in statements if s.get("negated")) or None,
        "first_seen": min((s["first_seen"] for s in live if s.get("first_seen")), default=None),
    }
    return {k: v for k, v in edge.items() if v is not None}


def _rank(statement: Statement) -> tuple[Any, ...]:
    """Sort the statement first that the edge shows."""
    firm = statement.get("status", "stated") in FIRM
    confidence = float(statement.get("confidence", 1.0))
    latest = _latest_first(statement.get("start"))
    return not firm, -confidence, _newest_first(statement), latest, statement["id"]


def _newest_first(statement: Statement) -> str:
    return _latest_first(statement.get("first_seen"))


def _latest_first(day: str | None) -> str:
    # Sorting is ascending, so later dates must become smaller text, and none the largest.
    return "".join(chr(0x10FFFF - ord(c)) for c in day or "") or chr(0x10FFFF)


def _status(live: Sequence[Statement], sources: Sources) -> str:
    firm = [s for s in live if s.get("status", "stated") in FIRM]
    if firm:
        return str(max(firm, key=lambda s: (_said(s, sources), s["id"])).get("status", "stated"))
    return "alleged" if any(s["status"] == "alleged" for s in live) else "planned"


def _said(statement: Statement, sources: Sources) -> str:
    source = sources[statement["source"]]
    return str(source.get("published") or source.get("retrieved") or "")


def _last_end(live: Sequence[Statement]) -> str | None:
    """Give the latest end, unless a stint that began after it is still open.

    A statement that is silent about the end does not contradict one that knows it.
    """
    end = max((s["end"] for s in live if s.get("end")), default=None)
    if end is None:
        return None
    later = (s["start"] for s in live if s.get("start") and not s.get("end"))
    return None if any(first_day(start) > last_day(end) for start in later) else str(end)


def _valid_to(
    end: str | None, status: str, live: Sequence[Statement], sources: Sources
) -> str | None:
    if end:
        return last_day(end)
    if status != "ended":
        return None
    # Over by the time that the source said so; the exact end is unknown.
    said = (_said(s, sources) for s in live if s.get("status") == "ended")
    day = min((day for day in said if day), default=None)
    return first_day(day[:10]) if day else None


def _qualifiers(statement: Statement, relation: RelationType, ends: QualifierEnds) -> Properties:
    out: Properties = {}
    for key, value in qualifiers_of(statement).items():
        if relation.qualifiers[key].range == "entity":
            out[key], out[f"{key}_name"] = ends.get(value, (value, value))
        else:
            out[key] = value
    return out
