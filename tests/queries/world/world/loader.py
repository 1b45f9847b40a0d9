"""Reads hand-made ledgers: one row an entity or a relation; `more` is a JSON map."""

import json

from aigeo.load import Context


def load(context: Context) -> None:
    known = {}
    for row in context.rows("ledger-*.csv"):
        more = json.loads(row["more"] or "{}")
        if row["kind"] == "entity":
            known[row["subject"]] = context.entity(
                row["type"], row["name"], id=row["subject"], evidence=row.cite("name"), **more
            )
            continue
        for key in ("item", "destination", "list", "attributed_to"):
            if key in more:
                more[key] = known[more[key]]
        context.relation(
            row["type"],
            known[row["subject"]],
            known[row["object"]],
            start=row["start"] or None,
            end=row["end"] or None,
            status=row["status"] or "stated",
            negated=row["negated"] == "yes",
            confidence=float(row["confidence"] or 1.0),
            evidence=row.cite("type", "subject", "object"),
            **more,
        )
