"""Names of new entities on disk: the same answers as from a dictionary, in bounded memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
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


@given(notes=st.lists(st.tuples(THINGS, st.lists(KEYS, max_size=4), st.booleans()), max_size=60),
       asked=st.lists(KEYS, max_size=10))  # fmt: skip
@settings(deadline=None)
def test_answers_are_those_of_a_dictionary(
    notes: list[tuple[Candidate, list[str], bool]], asked: list[str]
) -> None:
    plain: dict[str, list[Candidate]] = defaultdict(list)
    blocks: dict[str, list[int]] = defaultdict(list)
    with pytest.MonkeyPatch.context() as patch, NewNames() as names:
        patch.setattr(newnames, "HELD", 5)
        patch.setattr(newnames, "MOST", 10_000)
        patch.setattr(newnames, "FILTER_BITS", 1 << 10)
        patch.setattr(newnames, "REMEMBERED", 3)
        patch.setattr(newnames, "THINGS_REMEMBERED", 2)
        number = 0
        for candidate, keys, as_blocks in notes:
            candidate = replace(candidate)  # each one is noted by itself
            number += bool(keys)
            keys = list(dict.fromkeys(keys))
            # A name may be asked for before and after it is written, and between.
            weights = {key: n for n, key in enumerate(keys, 1)}
            shared = Counter(n for key, weight in weights.items() for n in blocks[key] * weight)
            assert names.sharing({hash(key): n for key, n in weights.items()}) == shared
            for key in keys:
                assert names.named(f"n{key}") == plain[f"n{key}"]
            if as_blocks and keys:
                names.file(set(map(hash, keys)), candidate)
                for key in keys:
                    blocks[key].append(number)
            else:
                for key in keys:
                    names.add(f"n{key}", candidate)
                    plain[f"n{key}"].append(candidate)
            assert not keys or names.thing(number) == candidate
        for key in plain:
            assert names.named(key) == plain[key]
        for key in [*asked, *blocks]:
            assert names.sharing({hash(key): 1}) == Counter(blocks[key])


def test_a_large_block_counts_for_none_and_is_noted_no_further() -> None:
    with NewNames() as names:
        for n in range(1, 30_001):
            one = Candidate(f"firm:{n}", "Firm", frozenset({f"Firm {n}"}))
            assert names.sharing({hash("core\x00firm"): 1}) == Counter(
                range(1, n if n <= MOST + 1 else 1)
            )
            names.file({hash("core\x00firm")}, one)
            names.add("firm", one)
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
