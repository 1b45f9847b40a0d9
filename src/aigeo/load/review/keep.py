"""Decisions brought onto a new version of their source before it is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aigeo.load.review.corrected import corrected
from aigeo.load.review.decision import SIMILAR, review_id, same_words, squeezed
from aigeo.load.stage import Stage
from aigeo.store import Store

Body = dict[str, Any]


def keep_reviews(store: Store, stage: Stage, source: str) -> int:
    """Mark staged statements that were reviewed in an earlier version; give how many.

    A decision fits a statement of the same claim whose words are the same or nearly so; of several
    the nearest. What was corrected is corrected again.
    """
    reviews = store.read("MATCH (r:Review {source: $source}) RETURN r", {"source": source})
    kept = 0
    for review in (row["r"] for row in reviews):
        body = _best(review, stage)
        if body is None:
            continue
        kept += 1
        body["review"] = review["verdict"]
        body["reviewed_by"], body["reviewed_at"] = review["by"], review["at"]
        stage.replace(body)
        if review.get("changes"):
            ends = {end["id"]: end for end in json.loads(review.get("ends") or "[]")}
            for made in corrected(body, json.loads(review["changes"]), ends):
                stage.add(made)
    return kept


def _best(review: Body, stage: Stage) -> Body | None:
    wanted = squeezed(review.get("quote"))
    best: tuple[float, str, Body] | None = None
    for body in _alike(review, stage):
        exact = review_id(body) == review["id"]
        score = 101.0 if exact else same_words(wanted, squeezed(body.get("quote")))
        if score >= SIMILAR and (best is None or (score, body["id"]) > best[:2]):
            best = score, body["id"], body
    return None if best is None else best[2]


def _alike(review: Body, stage: Stage) -> Iterator[Body]:
    for body in stage.claims(review["type"], review["subject"], review.get("object")):
        if body["kind"] == review["kind"] and bool(body.get("negated")) == review["negated"]:
            yield body
