"""Editions of lists that differ from the shipped samples in what they hold, not in their form."""

from __future__ import annotations

from pathlib import Path

from tests.loaders.emitted import Emitted, emitted

OFAC = "Office of Foreign Assets Control"


def made_of(loader: str, folder: Path, **files: str | bytes) -> Emitted:
    """Run a loader on files; `__` in their names stands for the full stop."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return emitted(loader, folder)


def test_an_edition_of_the_sdn_list(tmp_path: Path) -> None:
    made = made_of(
        "ofac-sdn",
        tmp_path,
        sdn__csv=(
            '9639,"HUSSEIN, Saddam ""the Elder""","individual","IRAQ2] [SDGT","President\n'
            'of Iraq"' + ",-0- " * 6 + ',"DOB circa 1937; Linked To: ROSA (entity)."\r\n'
            '15037,"ARTAVIL","vessel","IRAN",-0- ,"T2EA4",-0- ,"99",-0- ,"None Identified",-0- ,'
            '"Linked To: ROSA."\r\n'
            '30001,"ROSA","","RUSSIA-EO14024"' + ",-0- " * 7 + ',"SWIFT/BIC SABRRUMM; '
            'Organization Established Date 2007."\r\n\x1a'
        ),
        add__csv='15037,1,-0- ,-0- ,"Region: Crimea",-0- \r\n\x1a',
        alt__csv='30001,1,"aka","ROSATOM СОЮЗ",-0- \r\n\x1a',
    )
    assert made.rejections == []
    assert made.entity('Saddam "the Elder" HUSSEIN')["role"] == "President of Iraq"
    rosa = made.entity("ROSA")
    assert (rosa["founded"], rosa["external_ids"]) == ("2007", ["bic:SABRRUMM"])
    assert "ROSATOM СОЮЗ" in rosa["aliases"]
    assert made.relation("ROSA", "OWNS", "ARTAVIL")["status"] == "alleged"
    assert made.relation('Saddam "the Elder" HUSSEIN', "PARTNERS_WITH", "ROSA")
    assert made.entity("ARTAVIL")["description"] == "vessel, call sign T2EA4, tonnage 99"
    assert made.of_type("BASED_IN") == [("ARTAVIL", "BASED_IN", "Ukraine")]
