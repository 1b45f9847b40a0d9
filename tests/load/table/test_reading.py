"""Dates, numbers, currencies and lists as tables write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.load.table.countries import country_of
from aigeo.load.table.dates import read_date
from aigeo.load.table.numbers import read_currency, read_number
from aigeo.load.table.splitting import split

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31))
FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y/%m/%d", "%a, %d %b %Y",
         "%d-%b-%Y", "%Y %b %d")  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_in_any_unambiguous_form(day: datetime.date, form: str) -> None:
    if day.year >= 1900:
        assert read_date(day.strftime(form)) == day.isoformat()


@given(DAYS, st.sampled_from(["DD/MM/YYYY", "MM/DD/YYYY", "YYYY.DD.MM", "%d-%m-%Y"]))
def test_a_named_form_decides(day: datetime.date, form: str) -> None:
    text = form
    for part, code in (("DD", "%d"), ("MM", "%m"), ("YYYY", "%Y")):
        text = text.replace(part, code)
    assert read_date(day.strftime(text).zfill(10), (form,)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024", "2024"), ("2024-05", "2024-05"), ("05/2024", "2024-05"), ("May 2024", "2024-05"),
        ("May 3rd, 2024", "2024-05-03"), ("3rd of May 2024", "2024-05-03"), ("2024.0", "2024"),
        ("20240503", "2024-05-03"), ("2024-5-3", "2024-05-03"), ("late 2024", "2024"),
        ("c. 2019", "2019"), ("FY2023", "2023"), ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("21/11/2011", "2011-11-21"), ("11/21/2011", "2011-11-21"), ("Q3 2024", "2024"),
        ("+2017-08-08T00:00:00Z", "2017-08-08"),
    ],
)  # fmt: skip
def test_forms_of_dates(text: str, found: str) -> None:
    assert read_date(text) == found


@pytest.mark.parametrize("text", ["", "soon", "00/00/0000", "2024-13-01", "05/06/2020", "20249999"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("43831", "excel", "2020-01-01"), ("43831.0", "excel", "2020-01-01"),
        ("44562,75", "excel", "2022-01-01"), ("61", "excel", "1900-03-01"),
        ("2020", "excel", "2020"), ("2020-05-03", "excel", "2020-05-03"),
        ("1714521600", "unix", "2024-05-01"), ("1714521600000", "unix", "2024-05-01"),
        ("1714521600.5", "unix", "2024-05-01"),
    ],
)  # fmt: skip
def test_counted_dates(text: str, form: str, found: str) -> None:
    assert read_date(text, (form, "auto")) == found


@pytest.mark.parametrize("text", ["0", "60", "-5", "9999999", "44562,75,1"])
def test_no_day_of_a_spreadsheet(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        read_date(text, ("excel",))


@pytest.mark.parametrize(
    ("text", "said"),
    [("43831", "format: excel"), ("1714521600", "format: unix"), ("May-24", "format: MMM-YY"),
     ("05/06/2020", "format: DD/MM/YYYY")],
)  # fmt: skip
def test_the_format_that_would_help_is_named(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_date(text)


def test_a_quarter_begins_and_ends() -> None:
    assert read_date("Q3 2024", edge="start") == "2024-07"
    assert read_date("2024Q3", edge="end") == "2024-09"
    assert read_date("H2 2024", edge="start") == "2024-07"
    assert read_date("4Q 2024", edge="end") == "2024-12"


@given(st.floats(-1e12, 1e12).map(lambda x: round(x, 4)))
def test_numbers_survive_both_ways_of_writing(number: float) -> None:
    text = f"{number:,.4f}"
    assert read_number(text) == pytest.approx(number)
    swapped = text.translate(str.maketrans(",.", ".,"))
    assert read_number(swapped, decimal=",") == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", 1234.5), ("$1.5 billion", 1.5e9), ("EUR 300m", 3e8), ("2.5k", 2500),
        ("~500", 500), ("about 1 million", 1e6), ("US$ 4.2bn", 4.2e9), ("7 USD", 7),
        ("1 234 567", 1234567), ("3e24", 3e24), ("€900k", 900_000), ("5 million dollars", 5e6),
        ("NT$12", 12), ("£1", 1), ("10亿", 1e9),
        ("~1.8T", 1.8e12), ("3.8×10^25", 3.8e25), ("2 x 10^-3", 0.002), ("1.5*10**6", 1.5e6),
    ],
)  # fmt: skip
def test_forms_of_numbers(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["10-20", ">100", "100+", "n/a", "", "12 apples", "1.2.3"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USD", "USD"), ("$1.5 billion", "USD"), ("US$ 3", "USD"), ("€", "EUR"), ("EUR 3m", "EUR"),
        ("NT$ 5", "TWD"), ("RMB 100", "CNY"), ("3 million pounds", "GBP"), ("usd", "USD"),
    ],
)  # fmt: skip
def test_currencies(text: str, code: str) -> None:
    assert read_currency(text) == code


@pytest.mark.parametrize("text", ["100", "¥5", "$3 (€2.8)", ""])
def test_no_single_currency(text: str) -> None:
    with pytest.raises(ValueError, match="does not tell one currency"):
        read_currency(text)


@given(st.lists(st.from_regex(r"[a-z]{2,6}( [a-z]{2,6})?", fullmatch=True), min_size=1))
def test_lists_survive_their_separators(names: list[str]) -> None:
    assert split("; ".join(names), [";"]) == names


def test_legal_forms_and_brackets_are_not_cut() -> None:
    text = "Tool Co., Ltd., Gas (Asia, Pacific) Inc, Last S.A."
    assert split(text, [","]) == ["Tool Co., Ltd.", "Gas (Asia, Pacific) Inc", "Last S.A."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chinese", "cn"), ("PRC", "cn"), ("South Korean", "kr"), ("Deutschland", "de"),
        ("CHN", "cn"), ("United States (USA)", "us"), ("Viet Nam", "vn"), ("台湾", "tw"),
        ("Atlantis", None),
    ],
)  # fmt: skip
def test_countries(text: str, code: str | None) -> None:
    assert country_of(text) == code
