"""The remarks of OFAC's lists, in every kind of word that the lists use."""

from __future__ import annotations

import pytest

from aigeo.load.helpers.remarks import parse_remarks

LEI = "529900T8BM49AURSDO55"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Linked To: MAHAN AIR.", ["MAHAN AIR"]),
        ("(Linked To: MAHAN AIR)", ["MAHAN AIR"]),
        ("Gender Male; Linked To: BOUT, Viktor (individual).", ["BOUT, Viktor"]),
        ("Linked To: A.Q. KHAN, LTD.; Linked To: B (entity).", ["A.Q. KHAN, LTD.", "B"]),
        ("Linked To: HIZBALLAH (LEBANON).", ["HIZBALLAH (LEBANON)"]),
    ],
)
def test_linked_to(text: str, names: list[str]) -> None:
    assert parse_remarks(text).linked_to == names


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Vessel Registration Identification IMO 9187629; MMSI 572469210", {"imo": "9187629"}),
        ("Vessel Registration Identification IMO 91876290", {}),
        (f"Legal Entity Number {LEI}; SWIFT/BIC SABRRUMM", {"lei": LEI, "bic": "SABRRUMM"}),
        ("Legal Entity Number 851683897 (Netherlands); SWIFT/BIC ODD", {}),
        ("D-U-N-S Number 68-195-9999", {"duns": "681959999"}),
        (
            "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h; alt. Digital "
            "Currency Address - ETH 0x7F367cC41522cE07553e823bf3be79A889DEbe1B",
            {
                "xbt": "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h",
                "eth": "0x7F367cC41522cE07553e823bf3be79A889DEbe1B",
            },
        ),
    ],
)
def test_identifiers(text: str, numbers: dict[str, str]) -> None:
    assert parse_remarks(text).identifiers == numbers


def test_numbers_of_other_registers_and_dates() -> None:
    said = parse_remarks(
        "Organization Established Date 18 Dec 2007; Legal Entity Number 851683897 (Netherlands)."
    )
    assert (said.founded, said.registration) == (
        "2007-12-18",
        "Legal Entity Number 851683897 (Netherlands)",
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB 10 Dec 1948; POB Tikrit", "1948-12-10"), ("DOB 1961; alt. DOB 1962", "1961"),
        ("DOB circa 1962; alt. DOB 28 Apr 1937", None), ("DOB 1961 to 1963", None),
        ("DOB Sep 1958", "1958-09"), ("POB Baghdad; Gender Male", None),
    ],
)  # fmt: skip
def test_dates_of_birth(text: str, date: str | None) -> None:
    assert parse_remarks(text).birth_date == date
