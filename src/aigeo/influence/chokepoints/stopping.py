"""Which single country's decision stops the most models' chips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aigeo.errors import UsageError
from aigeo.influence.chokepoints.answer import DIGITS, Web, web
from aigeo.influence.chokepoints.chains import chains
from aigeo.influence.chokepoints.losses import BATCH, Supply
from aigeo.influence.chokepoints.needs import COUNTRY, WHOLE, Need
from aigeo.influence.facts import Fact, Filters
from aigeo.influence.hops import hop_of, name_of
from aigeo.influence.source import FactSource

TRAINED = "trained on"
EXAMPLES = 3


def stopping_countries(
    source: FactSource,
    filters: Filters | None = None,
    threshold: float = 50.0,
    top: int = 20,
) -> dict[str, Any]:
    """Rank countries by the models whose chips they stop: JSON-ready.

    A model is stopped when a country's decision takes at least `threshold` percent of the supply
    of the chips that it was trained on: what the country makes itself, and what parties under its
    law make, down the chain for `filters.max_hops` steps. `models` counts those whose chips are
    known, `countries` has `id`, `name`, `stopped` (models), `share` (percent of them) and
    `examples` with the way for some. Raises UsageError for numbers out of range.
    """
    filters = filters or Filters()
    if top < 1:
        raise UsageError("ask for at least one country")
    if not 0 < threshold <= WHOLE:
        raise UsageError("the threshold is a percentage above 0")
    trained = source.table(replace(filters, types=("TRAINED_ON",))).facts()
    models = sorted({fact.target for fact in trained})
    around = web(source, models, filters)
    chips = _chips_only(around, set(models))
    supply = Supply(chips)
    countries = [e for e in supply.entities if around.type_of(e) == COUNTRY]
    of = [n for n, need in enumerate(supply.needs) if need.kind == TRAINED]
    stopped: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(countries), BATCH):
        batch = countries[start : start + BATCH]
        left = supply.of_needs(supply.after([[c] for c in batch], around.hops))[of]
        for row, need in enumerate(of):
            for column, country in enumerate(batch):
                if WHOLE * (1.0 - left[row, column]) >= threshold - 1e-9:
                    stopped[country].append(supply.needs[need].entity)
    ranked = sorted(stopped, key=lambda c: (-len(stopped[c]), c))[:top]
    ways: dict[tuple[str, str], list[Fact]] = {}
    for country in ranked:
        for model in stopped[country][:EXAMPLES]:
            found = chains(chips, model, [country])
            ways[country, model] = list(found.get(country, []))
    edges = source.edges({f.id: f for way in ways.values() for f in way}.values())
    return {
        "as_of": filters.as_of,
        "hops": around.hops,
        "threshold": threshold,
        "models": len({need.entity for need in chips if need.kind == TRAINED}),
        "countries": [
            {
                "id": country,
                "name": name_of(around.known, country),
                "stopped": len(stopped[country]),
                "share": round(WHOLE * len(stopped[country]) / len(of), DIGITS),
                "examples": [
                    {
                        "model": model,
                        "name": name_of(around.known, model),
                        "hops": [hop_of(f, edges[f.id]) for f in ways[country, model]],
                    }
                    for model in stopped[country][:EXAMPLES]
                ],
            }
            for country in ranked
        ],
    }


def _chips_only(around: Web, models: set[str]) -> Sequence[Need]:
    """Leave out all that models need but the chips, and clusters of them, that trained them."""
    kept = []
    for need in around.needs:
        if need.entity in models:
            if need.kind != TRAINED:
                continue
            chips = tuple(p for p in need.providers if around.type_of(p.entity) != "Dataset")
            if not chips:
                continue
            whole = sum(p.part for p in chips)
            need = replace(need, providers=tuple(replace(p, part=p.part / whole) for p in chips))
        kept.append(need)
    return kept
