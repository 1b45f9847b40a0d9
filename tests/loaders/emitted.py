"""What a shipped loader makes of its sample, in a form that tests can look things up in."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.load.context import Context
from aigeo.load.inputs import job_of
from aigeo.load.registry import get_loader
from aigeo.load.stage import Stage
from aigeo.load.tally import Rejection


@dataclass
class Emitted:
    """Entities by name, relations by (subject's name, type, object's name)."""

    entities: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[tuple[str, str, str], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def entity(self, name: str) -> dict[str, Any]:
        """Give all that is said of the one entity of a name; lists are united."""
        found = self.entities[name]
        assert found, f"no entity {name!r}; such as {sorted(self.entities)[:20]}"
        assert len({e["id"] for e in found}) == 1, f"{name!r} stands for several entities"
        merged: dict[str, Any] = {}
        for one in found:
            for key, value in one.items():
                if isinstance(value, list):
                    merged[key] = sorted({*merged.get(key, ()), *value})
                else:
                    merged.setdefault(key, value)
        return merged

    def relation(self, subject: str, type: str, object: str) -> dict[str, Any]:
        """Give the one relation between two names."""
        found = self.relations.get((subject, type, object), [])
        assert len(found) == 1, (found, sorted(r for r in self.relations if r[1] == type)[:20])
        return found[0]

    def of_type(self, type: str) -> list[tuple[str, str, str]]:
        """Give the relations of a type by their names."""
        return sorted(key for key in self.relations if key[1] == type)


@cache
def emitted(loader: str, folder: Path | None = None) -> Emitted:
    """Run a shipped loader on its sample, or on another folder."""
    found = get_loader(Settings.from_env({}), loader)
    out = Emitted()
    for job in job_of(found, folder or found.spec.folder / "sample").by_source():
        with Stage() as stage:
            context = Context(found.spec, job.files, stage, found.spec.name)
            found.load(context)
            context.audit()
            names: dict[str, str] = {}
            for body in stage.statements("entity"):
                said = json.loads(body["properties"])
                names.setdefault(body["subject"], said["name"])
                out.entities[said["name"]].append(
                    {"id": body["subject"], "type": body["type"], **said}
                )
            for body in stage.statements("relation"):
                ends = names[body["subject"]], body["type"], names[body["object"]]
                qualifiers = {k: names.get(v, v) for k, v in json.loads(body["qualifiers"]).items()}
                kept = {k: body[k] for k in ("start", "end", "status", "confidence", "row", "part")
                        if k in body}  # fmt: skip
                out.relations[ends].append(
                    {**kept, **qualifiers, "columns": json.loads(body.get("columns") or "{}")}
                )
            out.rejections += context.tally.rejections
            out.warnings += context.tally.warnings
    return out
