from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import UsageError
from aigeo.influence import Filters
from aigeo.influence.facts import Fact
from aigeo.influence.scoring import recency, score
from aigeo.model.vocabulary import vocabulary

FACT = Fact("f1", "SUPPLIES", "a", "b", True, 0.54, 1, 0.9, "2020")


def test_strength_halves_in_a_half_life() -> None:
    years = vocabulary().relation("SUPPLIES").half_life_years
    assert years == 4
    assert recency("SUPPLIES", "2020-01-01", "2020-01-01") == 1
    assert recency("SUPPLIES", "2020-01-01", "2024-01-01") == pytest.approx(0.5)
    assert recency("SUPPLIES", "2020", "2028-01-01") == pytest.approx(0.25)
    assert score(FACT, "2024-01-01") == pytest.approx(0.27)


@pytest.mark.parametrize(
    ("kind", "dated"), [("MANUFACTURES", "1990"), ("SUPPLIES", None), ("SUPPLIES", "2030-01-01")]
)
def test_what_does_not_fade_or_has_no_date_or_is_yet_to_come(kind: str, dated: str | None) -> None:
    assert recency(kind, dated, "2025-01-01") == 1


@given(st.sampled_from(sorted(vocabulary().relation_types)), st.dates(), st.dates())
def test_recency_is_a_share_and_falls_with_age(kind: str, dated: object, day: object) -> None:
    left = recency(kind, str(dated), str(day))
    assert 0 <= left <= 1
    assert left <= recency(kind, str(max(str(dated), str(day))), str(day))
    assert score(replace(FACT, type=kind, dated=str(dated)), str(day)) <= FACT.weight


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"max_hops": 0}, "1 to 8 hops"),
        ({"max_hops": 9}, "1 to 8 hops"),
        ({"min_confidence": 1.5}, "between 0 and 1"),
        ({"types": ("BUYS",)}, "unknown relation type 'BUYS'"),
        ({"statuses": ("rumoured",)}, "unknown status 'rumoured'"),
        ({"as_of": "2024"}, "is not a date"),
    ],
)
def test_wrong_filters_are_usage_errors(wrong: dict, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Filters(**wrong)
