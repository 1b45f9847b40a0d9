"""What the tools answer: plain maps with citations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aigeo import lookup, queries
from aigeo.influence import Filters, StoredFacts, paths
from aigeo.influence.text import EFFECTS, chain
from aigeo.mcp.citing import cited, named_in, sources
from aigeo.queries.saved import AS_OF
from aigeo.resolve.find import find
from aigeo.resolve.search import search
from aigeo.store import Store

Row = dict[str, Any]

_OF_RELATION = ("id", "type", "subject", "subject_name", "object", "object_name", "start", "end",
                "status", "confidence", "item_name", "destination_name")  # fmt: skip
OF_HOP = ("fact", "type", "from", "from_name", "to", "to_name", "direction", "sign", "status",
           "confidence", "start", "end")  # fmt: skip
_OF_STATEMENT = ("id", "quote", "part", "row", "columns", "start", "status", "negated",
                 "confidence", "extractor", "review", "withdrawn")  # fmt: skip


def found(store: Store, text: str, limit: int) -> Row:
    """Give entities for a name or part of it."""
    return {"entities": search(store, text, limit)}


def entity(store: Store, name: str, limit: int, as_of: str | None) -> Row:
    """Give an entity with its best supported facts."""
    id = find(store, name)
    described = lookup.described(store, id, 1)
    chosen = lookup.Selection(as_of=as_of)
    facts = lookup.relations(store, id, chosen, limit)
    known = sources(store, (s for fact in facts for s in fact.get("sources") or ()))
    return {
        **{key: described[key] for key in ("id", "name", "type", "other_ids", "properties")},
        "fact_count": sum(described["relation_counts"].values()),
        "facts": [
            {**{k: f.get(k) for k in _OF_RELATION}, "citations": cited(f, known)} for f in facts
        ],
    }


def influence(
    store: Store,
    source: str,
    target: str,
    top: int,
    filters: Filters,
    without: frozenset[str],
) -> Row:
    """Give the strongest influence paths, as if facts and entities `without` were not there."""

    ends = find(store, source), find(store, target)
    answer = paths(StoredFacts(store), *ends, filters, top, without=without)
    hops = [hop for path in answer.paths for hop in path["hops"]]
    known = sources(store, (s for hop in hops for s in hop["sources"] or ()))
    return {
        "from": ends[0],
        "to": ends[1],
        "as_of": filters.as_of,
        "paths": [
            {
                "effect": EFFECTS[path["sign"]],
                "score": path["score"],
                "chain": chain(path),
                "hops": [
                    {**{k: hop.get(k) for k in OF_HOP}, "citations": cited(hop, known)}
                    for hop in path["hops"]
                ],
            }
            for path in answer.paths
        ],
        "there_would_be": [
            {"without_filter": miss["without"], "chain": chain(miss["path"])}
            for miss in answer.misses
        ],
    }


def questions(store: Store) -> Row:
    """Give the saved queries with their parameters."""
    return {
        "queries": [
            {
                "name": query.name,
                "question": query.question,
                "parameters": {
                    p.name: f"{p.type}{'' if p.required else ', optional'}: {p.description}"
                    for p in (*query.parameters, AS_OF)
                },
                "example": {k: _text(v) for k, v in query.example.items()},
            }
            for query in queries.catalogue(store.settings).values()
        ]
    }


def answered(store: Store, name: str, parameters: Mapping[str, Any], limit: int) -> Row:
    """Give the rows of a saved query and, by id, the sources that they name."""
    query = queries.named(store.settings, name)
    rows = queries.run(store, query, parameters)
    shown = rows[:limit]
    return {
        "question": query.question,
        "columns": dict(query.columns),
        "rows": shown,
        "truncated": len(rows) > limit,
        "sources": sources(store, named_in(shown)),
    }


def evidence(store: Store, fact: str) -> Row:
    """Give every statement behind a fact, word for word, with its source."""
    found = lookup.fact(store, fact)
    relation = found.get("relation")
    return {
        "fact": fact,
        "relation": None if relation is None else {k: relation.get(k) for k in _OF_RELATION[1:]},
        "statements": [
            {**{k: s.get(k) for k in _OF_STATEMENT}, "citation": s["source"]}
            for s in found["statements"]
        ],
    }


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
