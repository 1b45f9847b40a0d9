import pytest

from aigeo import errors


def test_one_root_and_exit_codes() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ]
    assert len(kinds) == 13
    assert all(issubclass(kind, errors.AigeoError) for kind in kinds)
    assert {kind for kind in kinds if kind.exit_code == 2} == {errors.UsageError}
    assert {kind.exit_code for kind in kinds} == {1, 2}


def test_a_hint_stays_out_of_the_message() -> None:
    error = errors.StoreError("no server", hint="start it")
    assert (str(error), error.hint) == ("no server", "start it")
    assert errors.StoreError("no server").hint is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({}, "empty"),
        ({"path": "a.csv"}, "a.csv: empty"),
        ({"path": "a.csv", "row": 3, "field": "Name"}, "a.csv, row 3, field 'Name': empty"),
        ({"row": 3}, "row 3: empty"),
    ],
)
def test_input_errors_name_the_place(place: dict[str, object], expected: str) -> None:
    assert str(errors.DocumentError("empty", **place)) == expected  # type: ignore[arg-type]


def test_an_ambiguous_name_lists_its_candidates() -> None:
    error = errors.AmbiguousNameError("Intel", ["firm:intel", "agency:intel"])
    assert error.candidates == ("firm:intel", "agency:intel")
    assert "firm:intel, agency:intel" in str(error)
    assert error.hint
