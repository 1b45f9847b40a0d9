"""Citations of the Federal Register in the forms that lists and their copies use."""

from __future__ import annotations

import pytest

from aigeo.load.helpers.citations import earliest, federal_register


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("89 FR 96836, 12/5/24", "89 FR 96836", "2024-12-05"),
        ("76FR71869,11/21/11", "76 FR 71869", "2011-11-21"),
        ("89 Fed. Reg. 96836 (Dec. 5, 2024)", "89 FR 96836", "2024-12-05"),
        ("89 Federal Register 96836, December 5th, 2024", "89 FR 96836", "2024-12-05"),
        ("89 FR 104,567, 12-23-24", "89 FR 104567", "2024-12-23"),
        ("85 F.R. 29849 dated 2020-05-19", "85 FR 29849", "2020-05-19"),
        ("84 FR 22963,\n5/ 21/19", "84 FR 22963", "2019-05-21"),
        ("Volume 89, Number 234, 12/05/2024", "FR vol. 89 no. 234", "2024-12-05"),
        ("89 FR 96836, 13/45/24", "89 FR 96836", None),
        ("89 FR 96836, 12/05/20244", "89 FR 96836", None),
    ],
)
def test_forms(text: str, place: str, date: str | None) -> None:
    (found,) = federal_register(text)
    assert (found.text, found.date) == (place, date)


def test_the_earliest_of_several() -> None:
    found = federal_register("85 FR 29849, 5/19/20; 84 FR 22963, May 21, 2019. 86 FR 1 ...")
    assert [c.text for c in found] == ["85 FR 29849", "84 FR 22963", "86 FR 1"]
    assert earliest(found) == "2019-05-21"
