from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.dates import first_day, last_day, parse_date, parse_partial

days = st.dates(min_value=date(1000, 1, 1))


@given(days, st.sampled_from([4, 7, 10]))
def test_a_partial_date_holds_the_day_it_was_cut_from(day: date, length: int) -> None:
    partial = day.isoformat()[:length]
    assert parse_partial(f" {partial} ") == partial
    assert first_day(partial) <= day.isoformat() <= last_day(partial)
    assert first_day(partial)[:length] == last_day(partial)[:length] == partial
    date.fromisoformat(first_day(partial))
    date.fromisoformat(last_day(partial))


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-", "2024-13", "2024-00", "2023-02-29", "2024-1", "0000", "00/00/0000",
     "2024/05", "20240501", "٢٠٢٤", "2024-05-01T00:00", "2024\n-05"],
)  # fmt: skip
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_partial(text)


@given(st.text(max_size=12))
def test_any_text_is_a_partial_date_or_a_value_error(text: str) -> None:
    try:
        partial = parse_partial(text)
    except ValueError:
        return
    assert first_day(partial) <= last_day(partial)


def test_last_day_knows_leap_years() -> None:
    assert last_day("2024-02") == "2024-02-29"
    assert last_day("2023-02") == "2023-02-28"


@given(days, st.sampled_from(["%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y"]))
def test_dataset_dates_are_read_by_format(day: date, pattern: str) -> None:
    assert parse_date(day.strftime(pattern), [pattern]) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "formats", "expected"),
    [
        ("", [], None),
        ("  ", ["%Y"], None),
        ("2024-05", ["%m/%d/%Y"], "2024-05"),
        ("May 2024", ["%B %Y"], "2024-05"),
        ("FY2024", ["FY%Y"], "2024"),
        ("2024-05-01T23:59:00Z", [], "2024-05-01"),
        ("2024-05-01 10:00:00", [], "2024-05-01"),
    ],
)
def test_dataset_dates_keep_their_precision(
    text: str, formats: list[str], expected: str | None
) -> None:
    assert parse_date(text, formats) == expected


@pytest.mark.parametrize(
    "text", ["00/00/0000", "13/45/2020", "unknown", "2024-02-30", "2024-02-30 10:00"]
)
def test_a_wrong_dataset_date_is_an_error_not_a_null(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(text, ["%m/%d/%Y"])
