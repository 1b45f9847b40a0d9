"""The learnt part alone, from text to a document in the form of the gold data.

Entities are clustered with the project's own clustering and gazetteer (aliases, adjectives of
countries); no rule proposes a mention or a relation here. What ships combines all parts.
"""

from __future__ import annotations

from typing import Any

from aigeo.articles.clusters import cluster, normal_name
from aigeo.articles.gazetteer import gazetteer
from aigeo.articles.learnt import EntityCluster, LearntModel
from aigeo.articles.learnt.types import RelationPrediction
from aigeo.articles.mentions import Entity, Mention
from aigeo.articles.merge import to_mention
from aigeo.articles.text import split_sentences


def cluster_generic(mentions: list[Mention], first_id: int) -> list[Entity]:
    """Generic phrases with the same words and type are one entity."""
    found: dict[tuple[str, str], Entity] = {}
    for mention in mentions:
        key = (mention.type, normal_name(mention.text))
        if key not in found:
            found[key] = Entity(
                f"e{first_id + len(found)}", mention.type, mention.text, generic=True
            )
        found[key].mentions.append(mention)
    return list(found.values())


def entities_of(model: LearntModel, text: str) -> list[Entity]:
    """Entities that the model finds: named ones, then generic ones."""
    sentences = [(s.start, s.end) for s in split_sentences(text)]
    names = gazetteer()
    mentions = [
        to_mention(text, m, names) for m in model.predict(text, sentences=sentences).mentions
    ]
    named = cluster(text, [m for m in mentions if not m.generic], names)
    return named + cluster_generic([m for m in mentions if m.generic], len(named) + 1)


def relations_of(
    model: LearntModel, text: str, entities: list[Entity], threshold: float | None = None
) -> list[RelationPrediction]:
    """Relations that the model finds between entities."""
    clusters = [
        EntityCluster(e.type, [(m.start, m.end) for m in e.mentions], e.generic) for e in entities
    ]
    sentences = [(s.start, s.end) for s in split_sentences(text)]
    return model.relate(text, clusters, sentences, threshold=threshold)


def extract(
    model: LearntModel,
    document: dict[str, Any],
    entities: list[Entity] | None = None,
    threshold: float | None = None,
) -> dict[str, Any]:
    """The document with predicted entities (or the given ones) and predicted relations."""
    text = document["text"]
    given = entities is not None
    found = entities if entities is not None else entities_of(model, text)
    relations = [
        {
            "type": r.type,
            "subject": found[r.subject_index].id,
            "object": found[r.object_index].id,
            "item": None,
            "quote": text[r.quote_start : r.quote_end],
            "start_char": r.quote_start,
            "end_char": r.quote_end,
            "date": None,
            "status": r.status,
            "negated": r.negated,
            "confidence": round(r.score, 4),
        }
        for r in relations_of(model, text, found, threshold)
    ]
    used = {r[end] for r in relations for end in ("subject", "object")}
    kept = [e for e in found if given or not e.generic or e.id in used]
    return {
        "id": document["id"],
        "title": document.get("title"),
        "text": text,
        "entities": [
            {
                "id": e.id,
                "type": e.type,
                "name": e.name,
                "mentions": e.surfaces(),
                "generic": e.generic,
            }
            for e in kept
        ],
        "relations": relations,
    }
