"""Two invented sources beside samples of real ones: what is one thing becomes one node, no more.

No rule was written with these names in view; they stand for what users bring.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv

LOADERS = Path(__file__).parents[2] / "loaders"
CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            row["type"], row["name"], evidence=row, id=row["id"],
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(),
            address=[a for a in row["address"].split("|") if a],
        )
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "type", "name", "aliases", "countries", "address")
YARD = "Pier 7, 48 Saltmarsh Quay, Port Alder 20417"

# By what it shows: (name, aliases, countries, address) in the registry, then in the press.
Row = tuple[str, str, str, str]
ONE: dict[str, tuple[Row, Row]] = {
    "legal form": (
        ("Kestrelon Photonics GmbH", "", "de", ""),
        ("KESTRELON PHOTONICS", "", "de", ""),
    ),
    "Chinese legal form": (
        ("云杉微电子股份有限公司", "", "cn", ""),
        ("云杉微电子有限公司", "", "cn", ""),
    ),
    "Russian quotes": (("ООО «Вектор-Спектр»", "", "ru", ""), ("Вектор-Спектр", "", "ru", "")),
    "written-out form": (
        ("Aktsionernoe Obshchestvo Zvezdnyy Mayak", "", "ru", ""),
        ("AO Zvezdnyy Mayak", "", "ru", ""),
    ),
    "two transliterations": (
        ("OOO Tekhnoradiopribor", "", "ru", ""),
        ("Tehnoradiopribor LLC", "", "ru", ""),
    ),
    "Cyrillic and Latin": (
        ("АО Кварцрадиомаш", "", "ru", ""),
        ("JSC Kvartsradiomash", "", "ru", ""),
    ),
    "Arabic script": (("شركة النسيم للتقنية", "", "ae", ""), ("شركة النسيم للتقنية", "", "", "")),
    "typing error": (
        ("Brightwater Lithography Systems", "", "nl", ""),
        ("Brightwater Litography Systems", "", "nl", ""),
    ),
    "alias": (
        ("Quillmark Semiconductor", "QMSX|Quillmark Semi", "us", ""),
        ("Quillmark Semi", "", "us", ""),
    ),
    "invisible character": (
        ("Ostrava Kolben", "", "cz", ""),
        ("Ostra\u200bva Kolben", "", "cz", ""),
    ),
    "accents": (
        ("Électronique Vauquois SARL", "", "fr", ""),
        ("Electronique Vauquois", "", "fr", ""),
    ),
    "acronym in brackets": (
        ("Qasrin Investment Authority (QIA)", "", "qa", ""),
        ("Qasrin Investment Authority", "", "qa", ""),
    ),
    "acronym before a stroke": (
        ("TFDE - Tarim Fund of Digital Exploration", "", "sa", ""),
        ("Tarim Fund of Digital Exploration", "", "", ""),
    ),
    "other script in brackets": (("Lumenor (루메노르)", "", "kr", ""), ("루메노르", "", "kr", "")),
    "brand of few letters": (
        ("Zetix Integrated Circuits (Shanghai) Co., Ltd.", "ZetX", "cn", ""),
        ("ZetX", "", "", ""),
    ),
    "plus in a legal form": (("KORBELIN SE + Co. KG", "", "de", ""), ("Korbelin", "", "de", "")),
    "Chinese form set apart": (
        ("澜沧微电子（上海）股份有限公司", "", "cn", ""),
        ("澜沧微电子（上海）有限公司", "", "cn", ""),
    ),
    "very long": (("Long " + "and longer " * 900, "", "us", ""),) * 2,
}
TWO: dict[str, tuple[Row, Row]] = {
    "another country": (
        ("Norland Instruments", "", "no", ""),
        ("Norland Instruments", "", "za", ""),
    ),
    "another business": (
        ("Pellworm Lithography Systems", "", "nl", ""),
        ("Pellworm Lithography Services", "", "nl", ""),
    ),
    "subsidiary": (
        ("Ferncastle Optics", "", "gb", ""),
        ("Ferncastle Optics (Suzhou) Co., Ltd.", "", "", ""),
    ),
    "Chinese subsidiary": (
        ("青杨光电有限公司", "", "cn", ""),
        ("青杨光电上海有限公司", "", "cn", ""),
    ),
    "branch in brackets": (
        ("Farrowdene Optics (USA)", "", "", ""),
        ("Farrowdene Optics", "", "", ""),
    ),
    "acronym of another": (("Tamarisk Rotor Works", "TRWX", "us", ""), ("TRWX", "", "ca", "")),
    "number": (
        ("Harrowgate 17th Research Institute", "", "gb", ""),
        ("Harrowgate 18th Research Institute", "", "gb", ""),
    ),
    "homophone": (("Weilan", "", "cn", ""), ("微澜有限公司", "", "cn", "")),
    "one address": (
        ("Alderpoint Shipping Ltd", "", "gb", YARD),
        ("Alderpoint Trading Ltd", "", "gb", YARD),
    ),
    "one address, other names": (
        ("Saltmarsh Brokers", "", "gb", YARD),
        ("Quayside Holdings", "", "gb", YARD),
    ),
    "one letter of a short name": (("Tirex", "", "tr", ""), ("Tirax", "", "tr", "")),
    "one letter of a brand": (("Nuvora Systems", "", "us", ""), ("Nuvera Systems", "", "us", "")),
    "similar beginning": (("Intelmark", "", "us", ""), ("Intelmarket", "", "us", "")),
    "translated words": (
        ("Institute of Marine Optics", "", "cn", ""),
        ("海洋光学仪器厂", "", "cn", ""),
    ),
    "very long, another end": (
        ("Wide " + "and wider " * 900 + "east", "", "us", ""),
        ("Wide " + "and wider " * 900 + "west", "", "us", ""),
    ),
}


def invented(store: Store, folder: Path, order: tuple[str, str]) -> dict[str, str]:
    """Load samples of real lists, then the two sources; give the canonical id of each id."""
    for name in ("us-lists", "ofac-sdn", "epoch-ai"):
        sample = LOADERS / name / "sample"
        run(store, store.settings, [str(sample)], loader=name)
    rows = {
        side: [
            (f"{side}:{n}", "Firm", *pair[at])
            for n, pair in enumerate((*ONE.values(), *TWO.values()))
        ]
        for at, side in enumerate(("registry", "press"))
    }
    for side in order:
        add_loader(folder / "loaders", YAML.format(name=side), CODE.format(name=side), side)
        path = write_csv(folder / f"{side}.csv", rows[side], HEADER)
        (report,) = run(store, with_loaders(store, folder / "loaders"), [path], loader=side)
        assert not report.rejected, report.rejected
    known = store.read("MATCH (i:Identity) RETURN i.id AS id, i.canonical AS canonical")
    canonical = {row["id"]: row["canonical"] for row in known}
    every = [row[0] for side in rows.values() for row in side]
    return {id: canonical.get(id, id) for id in every}


@pytest.mark.parametrize("order", [("registry", "press"), ("press", "registry")])
def test_sources_nobody_has_seen_are_linked_as_they_should_be(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    canonical = invented(store, tmp_path, order)
    cases = [*ONE, *TWO]
    one = {
        case for n, case in enumerate(cases)
        if canonical[f"registry:{n}"] == canonical[f"press:{n}"]
    }  # fmt: skip
    assert one == set(ONE)
    # Nothing invented is taken for something of the real lists, or for another case's.
    assert all(id.startswith(("registry:", "press:")) for id in canonical.values())
    assert len(set(canonical.values())) == len(ONE) + 2 * len(TWO)
