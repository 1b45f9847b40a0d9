"""Chinese words of names, acronyms, and keys of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.acronyms import initials, initials_with_forms, made_of, short_for, spoken
from aigeo.model.blocking import name_fields
from aigeo.model.han import in_latin, is_han
from aigeo.model.names import name_key
from aigeo.model.postal import MARK, address_key, keys_beside, marks
from aigeo.model.wording import wording


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("三菱重工海洋机械株式会社", ("mitsubishi", "heavyindustry", "marine", "machinery")),
        ("國家實驗室", ("national", "laboratory")),  # traditional characters
        ("南京第五十五研究所", ("nanjing", "55", "nii")),
        ("第一三研究所", ("13", "nii")),
        ("亚洲与太平洋论坛", ("asia", "pacific", "forum")),
        ("华为技术有限公司", ("huawei", "technology")),
        ("奎洛斯无人机系统公司", ("kuiluosi", "unmanned", "aerial", "system")),  # a name by sound
    ],
)
def test_chinese_names_are_divided_into_words(name: str, read: tuple[str, ...]) -> None:
    assert wording(name_key(name)).words == read


@given(st.text(max_size=60))
def test_any_text_is_read_in_latin_letters(text: str) -> None:
    assert in_latin(text).isascii()


def test_scripts_are_told_apart() -> None:
    assert is_han("Huawei 华为")
    assert not is_han("Вектор ソニー")


def test_initials_with_and_without_what_short_names_leave_out() -> None:
    assert "bme" in initials("bureau of marine engineering")
    assert "bome" in initials("bureau of marine engineering")
    assert initials("harbor marine container group")[0] == "hmc"
    assert initials("two words") == ()
    assert "hmccl" in initials_with_forms("harbor marine container co ltd")
    assert short_for("hmc", ("north", "harbor", "marine", "container")) == ("north",)
    assert short_for("hmx", ("harbor", "marine", "container")) is None


def test_a_short_name_may_be_made_of_beginnings_of_words() -> None:
    words = ("inmobiliaria", "hotelera", "caribe")
    assert made_of("inhocar", words) == 1
    assert made_of("inmocar", words) == pytest.approx(2 / 3)
    assert made_of("inhotex", words) == 0
    assert made_of("hocar", words) == 0  # the first word begins it
    assert made_of("inmob", words) == 0  # one word is no acronym


@given(st.text(alphabet="bdf", max_size=14), st.lists(st.text("bdf", min_size=1), max_size=6))
def test_what_a_name_is_made_of_is_a_share(word: str, words: list[str]) -> None:
    assert 0 <= made_of(word, tuple(words)) <= 1
    whole = "".join(words)
    if len(words) > 1 and 3 <= len(whole) <= 14:
        assert made_of(whole, tuple(words)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("135 Connaught Road W., Hong Kong", "LTD., 135 CONNAUGHT ROAD W., HONG KONG, CN"),
        (
            "P.O. Box 16111, Ras al Khaimah, United Arab Emirates",
            "PO BOX 16111, RAS AL KHAIMAH, AE",
        ),
        ("No. 9, Lantern Street 4711, Beijing", "9 Lantern St., 4711 Beijing, China"),
    ],
)
def test_two_spellings_of_an_address_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_other_numbers_or_streets_are_other_addresses() -> None:
    keys = {
        address_key(text)
        for text in ("9 Lantern Street, Leeds", "11 Lantern Street, Leeds", "9 Harbour Lane, Leeds")
    }
    assert len(keys) == 3
    assert address_key("Tehran, Iran") is None  # a town is no address
    assert address_key("75082") is None


@given(st.text(max_size=200))
def test_no_name_is_filed_as_an_address(text: str) -> None:
    assert not name_key(text).startswith(MARK)
    key = address_key(text)
    assert key is None or (key.startswith(MARK) and name_fields(key) == {"id": key})


def test_websites_and_register_numbers_are_looked_up() -> None:
    found = marks({"website": ["https://www.Alder.example/x"], "registration_number": "HRB 77"})
    assert found == {"website:alder.example", "registration_number:HRB 77"}
    assert keys_beside([], found) == {"@website:alder.example", "@registration_number:hrb 77"}
    assert keys_beside([], {"website:" + "x" * 9000}) == set()
    assert marks({"website": "http://[alder"}) == {"website:http://[alder"}


def test_words_that_an_acronym_takes_letters_of() -> None:
    assert spoken("office of the harbor") == ("office", "harbor")
    assert spoken("of the") == ("of", "the")
