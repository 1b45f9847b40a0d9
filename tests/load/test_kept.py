"""Types of a load's entities, in memory and on disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.load import kept
from aigeo.load.kept import KeptTexts

IDS = st.sampled_from([f"x:{n}" for n in range(12)])
TYPES = st.sampled_from(["Firm", "Person", "Chip"])


@given(st.lists(st.tuples(IDS, TYPES | st.none()), max_size=60), st.integers(1, 8))
def test_it_answers_as_a_dictionary_however_little_it_holds(
    steps: list[tuple[str, str | None]], held: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "HELD", held)
        types, wanted = KeptTexts(), dict[str, str]()
        for id, type in steps:
            if type is None:
                assert types.get(id) == wanted.get(id)
                assert (id in types) == (id in wanted)
            else:
                types[id] = wanted[id] = type
        assert bool(types) == bool(wanted)
        assert dict(types) == wanted


def test_what_is_beyond_the_limit_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "HELD", 10)
    types = KeptTexts()
    for n in range(1000):
        types[f"x:{n}"] = "Firm"
    assert all(types[f"x:{n}"] == "Firm" for n in range(1000))
    assert len(types._new) <= 10
    assert len(types._read) <= 10
