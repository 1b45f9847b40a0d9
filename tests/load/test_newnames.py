"""Names of new entities on disk: the same answers as from a dictionary, in bounded memory."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.errors import StoreError
from aigeo.load import newnames
from aigeo.load.newnames import NewNames
from aigeo.resolve.blocked import MOST
from aigeo.resolve.linking import Candidate

KEYS = st.one_of(
    st.text(max_size=8), st.sampled_from(("acme", "华为", "sound\x00krs", "core\x00x"))
)
TEXTS = st.frozensets(st.text(max_size=5), max_size=3)
THINGS = st.builds(
    Candidate, st.text(max_size=8), st.sampled_from(("Firm", "Person")), TEXTS, TEXTS, TEXTS, TEXTS
)


@given(notes=st.lists(st.tuples(THINGS, st.lists(KEYS, max_size=4)), max_size=40),
       asked=st.lists(KEYS, max_size=10))  # fmt: skip
@settings(deadline=None)
def test_answers_are_those_of_a_dictionary(
    notes: list[tuple[Candidate, list[str]]], asked: list[str]
) -> None:
    plain: dict[str, list[Candidate]] = defaultdict(list)
    with pytest.MonkeyPatch.context() as patch, NewNames() as names:
        patch.setattr(newnames, "HELD", 5)
        patch.setattr(newnames, "FILTER_BITS", 1 << 10)
        patch.setattr(newnames, "REMEMBERED", 3)
        for candidate, keys in notes:
            for key in keys:
                # A name may be asked for before and after it is written, and between.
                assert same(names.named(key), plain[key], key)
                names.add(key, candidate)
                plain[key].append(candidate)
        for key in [*asked, *plain]:
            assert same(names.named(key), plain[key], key)


def same(found: list[Candidate], expected: list[Candidate], key: str) -> bool:
    if "\x00" in key and len(expected) > MOST:
        return len(found) > MOST
    return found == expected


def test_a_large_block_is_read_no_further_than_that_it_is_large() -> None:
    with NewNames() as names:
        for n in range(30_000):
            one = Candidate(f"firm:{n}", "Firm", frozenset({f"Firm {n}"}))
            names.add("core\x00firm", one)
            names.add("firm", one)
        assert MOST < len(names.named("core\x00firm")) <= MOST + 1 + newnames.HELD
        assert len(names.named("firm")) == 30_000


def test_the_file_is_gone_afterwards_and_a_bad_place_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newnames, "HELD", 2)
    one = Candidate("firm:1", "Firm", frozenset({"One"}))
    with NewNames(tmp_path / "names") as names:
        names.add("one", one)
        assert not (tmp_path / "names").exists()
        names.add("uno", one)
        assert (tmp_path / "names").exists()
        assert names.named("one") == [one]
    assert not (tmp_path / "names").exists()
    with (
        pytest.raises(StoreError, match="cannot be kept"),
        NewNames(tmp_path / "no" / "x") as names,
    ):
        names.add("one", one)
        names.add("uno", one)
