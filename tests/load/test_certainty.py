"""Tags that say how certain a name is."""

from __future__ import annotations

import pytest

from aigeo.load.helpers.certainty import Tagged, split_tagged


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OpenAI #likely, Microsoft #Speculative", [("OpenAI", 0.75), ("Microsoft", 0.4)]),
        ("Oracle #confident,OpenAI #likely", [("Oracle", 0.9), ("OpenAI", 0.75)]),
        ("Oracle (#confident); OpenAI (#likely)", [("Oracle", 0.9), ("OpenAI", 0.75)]),
        ("Oracle #confident OpenAI #likely", [("Oracle", 0.9), ("OpenAI", 0.75)]),
        (
            "NERSC, Lawrence Berkeley #confirmed, X",
            [("NERSC, Lawrence Berkeley", 0.95), ("X", 0.9)],
        ),
        ("Studio #1 #unlikely; A, B", [("Studio #1", 0.2), ("A", 0.9), ("B", 0.9)]),
        ("", []),
    ],
)
def test_names_with_tags(text: str, names: list[tuple[str, float]]) -> None:
    assert split_tagged(text) == [Tagged(*pair) for pair in names]


def test_a_new_tag_is_told() -> None:
    assert split_tagged("Oracle #very-likely") == [Tagged("Oracle", 0.9, "very-likely")]
