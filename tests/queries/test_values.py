from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import UsageError
from aigeo.queries.saved import PARAMETER_TYPES, Parameter
from aigeo.queries.values import checked


def parameter(kind: str, **more: object) -> Parameter:
    return Parameter(name="p", type=kind, description="d", required=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given_value", "value"),
    [
        ("entity", " Baidu ", "Baidu"),
        ("string", "x", "x"),
        ("integer", "12", 12),
        ("integer", -3, -3),
        ("float", "0.5", 0.5),
        ("float", 2, 2.0),
        ("boolean", "Yes", True),
        ("boolean", "0", False),
        ("boolean", False, False),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", date(2024, 1, 2), "2024-01-02"),
        ("strings", "a, b,,c", ["a", "b", "c"]),
        ("strings", ["a", "b"], ["a", "b"]),
    ],
)
def test_text_and_typed_values(kind: str, given_value: object, value: object) -> None:
    found = checked(parameter(kind), given_value)
    assert found == value
    assert type(found) is type(value)


def test_today() -> None:
    assert checked(parameter("date"), "today") == date.today().isoformat()


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("entity", ""), ("entity", 5), ("string", "  "), ("string", None),
        ("integer", "1.5"), ("integer", "x"), ("integer", True), ("integer", 1.0),
        ("integer", str(2**63)), ("integer", -(2**63) - 1),
        ("float", "x"), ("float", "nan"), ("float", "inf"), ("float", False),
        ("boolean", "maybe"), ("boolean", 1), ("boolean", ""),
        ("date", "2024"), ("date", "2024-02-30"), ("date", "20240101"), ("date", "yesterday"),
        ("strings", 5), ("strings", ["a", ""]), ("strings", [1]),
    ],
)  # fmt: skip
def test_wrong_values_are_usage_errors(kind: str, wrong: object) -> None:
    with pytest.raises(UsageError, match="parameter p: ") as refused:
        checked(parameter(kind), wrong)
    assert refused.value.exit_code == 2
    assert repr(wrong) in str(refused.value)


def test_bounds_and_choices() -> None:
    bounded = parameter("integer", minimum=1, maximum=3)
    assert [checked(bounded, n) for n in (1, "3")] == [1, 3]
    with pytest.raises(UsageError, match="0 is below 1"):
        checked(bounded, 0)
    with pytest.raises(UsageError, match="4 is above 3"):
        checked(bounded, "4")
    with pytest.raises(UsageError, match="'z' is not one of x, y"):
        checked(parameter("strings", choices=("x", "y")), "x,z")
    assert checked(parameter("string", choices=("x", "y")), "y") == "y"


@given(
    st.sampled_from(PARAMETER_TYPES), st.one_of(st.text(), st.integers(), st.floats(), st.none())
)
def test_any_value_is_taken_or_refused_in_words(kind: str, value: object) -> None:
    try:
        found = checked(parameter(kind), value)
    except UsageError:
        return
    assert checked(parameter(kind), found) == found
