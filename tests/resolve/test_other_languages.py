"""What another language calls an organisation is proposed for review, in either order."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv

CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            "Organization", row["name"], evidence=row, id=row["id"],
            countries=row["countries"].split(),
        )
"""
YAML = "name: {name}\ntitle: Side {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
ONE = [
    ("Saratov Instrument Design Bureau", "SKBP", "ru"),
    ("Izhevsk Radio Plant", "IRZ", "ru"),
    ("Committee of State Security", "KGB", "ru"),
    ("Dorozhnaya Izyskatelnaya Kompaniya", "OOO DIK", "ru"),
    ("Oboronnye Postavki OOO", "Defence Postavki LLC", "ru"),
    ("China West Machinery Industries Corporation", "CWMIC", "cn"),
    ("Sudoremontnyi Zavod Murmanskii", "Murmansk Ship Repair Plant", "ru"),
]
"""One organisation under two names."""
MADE = [("INHOPAC", "Inmobiliaria Hotelera del Pacifico S.A.", "co")]
"""Found when the short name is known already: a long one asks for those that it would make."""
TWO = [
    ("Instrument Design Bureau", "Konstruktorskoe Byuro Poligrafii", "ru"),  # both are KBP
    ("Irkutsk Radio Plant", "Ivanovo Repair Plant", "ru"),  # both are IRZ
    ("Kazan Aviation Plant", "Kaluga Aviation Plant", "ru"),  # both are KAZ
    ("Ship Design Bureau Almaz", "Instrument Design Bureau Almaz", "ru"),
    ("Moscow Center of Digital Solutions", "Perm Center of Digital Solutions", "ru"),
]
"""Two of like letters or like words."""


@pytest.mark.parametrize("turned", [False, True])
def test_translations_and_acronyms_are_proposed_and_never_linked(
    embedded: Store, tmp_path: Path, turned: bool
) -> None:
    one = ONE if turned else ONE + MADE
    sides = ("a", "b")
    for side, at in zip(sides, (1, 0) if turned else (0, 1), strict=True):
        add_loader(tmp_path / "loaders", YAML.format(name=side), CODE.format(name=side), side)
        rows = [(f"{side}:{n}", pair[at], pair[2]) for n, pair in enumerate(one + TWO)]
        path = write_csv(tmp_path / f"{side}.csv", rows, ("id", "name", "countries"))
        run(embedded, with_loaders(embedded, tmp_path / "loaders"), [path], loader=side)
    linked = embedded.read("MATCH (i:Identity) RETURN i.id AS id, i.canonical AS canonical")
    assert linked == []
    pairs = embedded.read("MATCH (p:CandidatePair) RETURN p.left AS left, p.right AS right")
    proposed = {frozenset(row.values()) for row in pairs}
    missed = [pair for n, pair in enumerate(one) if frozenset({f"a:{n}", f"b:{n}"}) not in proposed]
    assert missed == []
