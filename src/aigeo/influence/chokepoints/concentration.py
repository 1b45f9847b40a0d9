"""How concentrated the supply of each needed thing is, by maker and by country.

The index of Hirschman (1945) and Herfindahl (1950): the sum of the squared shares in percent, up to
10,000. Above 1,800 a market is highly concentrated in the words of the Merger Guidelines of the
U.S. Department of Justice and the Federal Trade Commission (2023), 1,000 to 1,800 concentrated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aigeo.influence.chokepoints.needs import COUNTRY, WHOLE, Need, Provider

HIGH, MIDDLE = 1800.0, 1000.0
DIGITS = 4


def concentration(
    found: Iterable[Need], types: Mapping[str, str], home: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Give a row for each thing of whose market shares are known, the most concentrated first.

    `home` gives the country (or countries) of each maker. A row has `item`, `by_maker` and
    `by_country` with `hhi_min` and `hhi_max`: what the known shares alone give, and what it would
    be if one party held all the rest. Shares of countries are those that sources state, else the
    makers' added up.
    """
    makers: dict[str, Need] = {}
    countries: dict[str, Need] = {}
    for need in found:
        if need.kind == "made by" and need.shared:
            national = types.get(need.providers[0].entity) == COUNTRY
            (countries if national else makers)[need.entity] = need
    rows = []
    for item in sorted({*makers, *countries}):
        firms = _shares(makers[item].providers) if item in makers else {}
        if item in countries:
            nations = _shares(countries[item].providers)
        else:
            nations = defaultdict(float)
            for maker, share in firms.items():
                where = home.get(maker, ())
                for country in where:
                    nations[country] += share / len(where)
        rows.append(
            {
                "item": item,
                "by_maker": _index(firms) if firms else None,
                "by_country": _index(nations) if nations else None,
            }
        )
    return sorted(rows, key=lambda row: (-_worst(row), row["item"]))


def _worst(row: Mapping[str, Any]) -> float:
    return max(
        float(part["hhi_min"]) for part in (row["by_maker"], row["by_country"]) if part is not None
    )


def _shares(providers: Iterable[Provider]) -> dict[str, float]:
    return {p.entity: WHOLE * p.part for p in providers if p.stated}


def _index(shares: Mapping[str, float]) -> dict[str, Any]:
    known = sum(shares.values())
    least = sum(share**2 for share in shares.values())
    most = least + max(0.0, WHOLE - known) ** 2
    level = "high" if least > HIGH else "low" if most < MIDDLE else "middle"
    return {
        "hhi_min": round(least, DIGITS),
        "hhi_max": round(most, DIGITS),
        "level": level,
        "shares": {
            entity: round(share, DIGITS)
            for entity, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        },
    }
