"""What a loader asserts of a good version; checked on the stage, before anything is visible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigeo.load.spec import LoaderSpec
from aigeo.load.stage import Stage
from aigeo.load.tally import Tally
from aigeo.model.vocabulary import vocabulary

MIN_FOR_SHARE = 20
"""Below so many stored statements the share withdrawn says nothing."""


def failures(spec: LoaderSpec, stage: Stage, tally: Tally) -> list[str]:
    """Give each assertion of `loader.yaml` that the staged version breaks, in words.

    `entities` and `relations` map types to `{min, max}` (entities count subtypes too), `fill`
    maps `Type.property` to the least share (0 to 1) of entity statements with that property,
    `withdrawn_max` is the greatest share of stored statements that may vanish, `rejected_max`
    of read rows that may be rejected. Least counts and shares do not apply to a sample or to some
    of a source's files (`tally.partial`). What is no assertion was refused with the loader.
    """
    entities, relations = stage.tally()
    words = vocabulary()
    out: list[str] = []
    for name, limits in _section(spec, "entities").items():
        count = sum(n for kind, n in entities.items() if words.is_a(kind, name))
        out += _outside(f"{name} entities", count, limits, tally)
    for name, limits in _section(spec, "relations").items():
        out += _outside(f"{name} relations", relations[name], limits, tally)
    for name, least in _section(spec, "fill").items():
        total = entities[name.partition(".")[0]]
        share = tally.filled[name] / total if total else 0.0
        if share < float(least) and not tally.partial:
            out.append(
                f"{name} is filled in {share:.0%} of entities, at least {least:.0%} asserted"
            )
    out += _shares(spec, stage, tally)
    return out


def _shares(spec: LoaderSpec, stage: Stage, tally: Tally) -> list[str]:
    out = []
    stored, withdrawn = stage.count("stored"), stage.count("withdrawn")
    most = spec.assertions.get("withdrawn_max")
    if most is not None and stored >= MIN_FOR_SHARE and withdrawn > stored * float(most):
        out.append(
            f"{withdrawn} of {stored} statements would be withdrawn, at most {most:.0%} asserted"
        )
    most = spec.assertions.get("rejected_max")
    rejected = sum(tally.rejected.values())
    if most is not None and not tally.partial and rejected > tally.read * float(most):
        out.append(f"{rejected} of {tally.read} rows were rejected, at most {most:.0%} asserted")
    return out


def _section(spec: LoaderSpec, name: str) -> Mapping[str, Any]:
    section: Mapping[str, Any] = spec.assertions.get(name) or {}
    return section


def _outside(what: str, count: int, limits: Mapping[str, int], tally: Tally) -> list[str]:
    if "min" in limits and count < limits["min"] and not tally.partial:
        return [f"{count} {what}, at least {limits['min']} asserted"]
    if "max" in limits and count > limits["max"]:
        return [f"{count} {what}, at most {limits['max']} asserted"]
    return []
