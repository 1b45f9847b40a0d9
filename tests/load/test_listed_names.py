"""Names as lists print them: further names, addresses and notes that ran into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.load.helpers.addresses import give_back_form, without_note
from aigeo.load.helpers.names import spelt_out, split_aliases


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Alder Optics (a.k.a., Alder Photonics)", ["Alder Optics", "Alder Photonics"]),
        ("Alder Optics, OAO (a.k.a. Alder", ["Alder Optics, OAO", "Alder"]),
        ("Alder Optics (a.k.a.", ["Alder Optics"]),
        ("Alder Optics, aka Alder", ["Alder Optics", "Alder"]),
        ("ALDER OPTICS D/B/A A7 OPTICS", ["ALDER OPTICS", "A7 OPTICS"]),
        ("ALDER (A.K.A. ELDER) OPTICS", ["ALDER OPTICS", "ELDER"]),
        ("Alder Co. and formerly known as Elder Co., Ltd", ["Alder Co.", "Elder Co., Ltd"]),
        ("Alder Ltd. (formerly Elder Works (EW))", ["Alder Ltd.", "Elder Works (EW)"]),
        ("also known as: ALDER", ["ALDER"]),
        ("Alder Works, a.k.a., the following two aliases:", ["Alder Works"]),
        ("Alder (f.k.a. Elder, n.k.a. Oak)", ["Alder", "Elder", "Oak"]),
        ("“ALDER”", ["ALDER"]),
        ("JSC ALDER)", ["JSC ALDER"]),
        ("JSC “Alder” Works (East)", ["JSC “Alder” Works (East)"]),
        # Names, not marks.
        ("YK-AKA", ["YK-AKA"]),
        ("AKA Bank", ["AKA Bank"]),
        ("DBA Information Technologies", ["DBA Information Technologies"]),
        ("Formerly Useful Works", ["Formerly Useful Works"]),
    ],
)
def test_further_names_of_one_text(text: str, names: list[str]) -> None:
    assert spelt_out([text]) == names
    name, further = split_aliases(text)
    assert [name, *further] == names


@pytest.mark.parametrize(
    "text", ["Acme Robotics (USA)", "Acme Robotics (HK)", "Acme Kinetics (UK)"]
)
def test_a_country_in_brackets_is_no_acronym(text: str) -> None:
    assert split_aliases(text) == (text, [])
    assert split_aliases("United Semiconductor Alliance (USA)")[1] == ["USA"]
    assert split_aliases("Harbour Kinetics (HK)")[1] == ["HK"]


def test_initials_in_brackets_and_further_names() -> None:
    text = "Alder Design Complex (ADC), a.k.a., Elder Design Complex"
    assert split_aliases(text) == ("Alder Design Complex", ["ADC", "Elder Design Complex"])
    assert split_aliases("Alder Knowledge Agency (AKA)") == ("Alder Knowledge Agency", ["AKA"])


@given(st.text(max_size=60))
def test_any_text_has_a_name_of_its_own_letters(text: str) -> None:
    for name in spelt_out([text]):
        # Only marks and punctuation are left out: what is left stands in the text, in order.
        rest = iter("".join(text.split()))
        assert all(char in rest for char in "".join(name.split()))


@pytest.mark.parametrize(
    ("name", "address", "whole"),
    [
        ("ALDER GROUP", "INC., 1 MAIN STREET, SPRINGFIELD", "ALDER GROUP, INC."),
        ("ALDER (ELDER GROUP", "LTD.), 1 MAIN STREET, SPRINGFIELD", "ALDER (ELDER GROUP, LTD.)"),
        ("ALDER", "INCHON HOUSE, 1 MAIN STREET", "ALDER"),
        ("ALDER", "CO WICKLOW, 1 MAIN STREET", "ALDER"),
        ("ALDER", "", "ALDER"),
    ],
)
def test_legal_forms_that_begin_an_address(name: str, address: str, whole: str) -> None:
    given_back, rest = give_back_form(name, address)
    assert given_back == whole
    assert rest == (address if whole == name else "1 MAIN STREET, SPRINGFIELD")


def test_notes_on_other_addresses_are_no_part_of_a_name() -> None:
    assert without_note("Ann Alder (See alternate address under Singapore)") == "Ann Alder"
