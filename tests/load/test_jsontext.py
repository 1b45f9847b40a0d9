"""The quick way to JSON text gives what the library gives."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from aigeo.load.jsontext import cells_text, sorted_text

simple = st.text() | st.booleans() | st.integers() | st.lists(st.text(), max_size=2)


@given(st.dictionaries(st.text(), simple, max_size=4) | st.dictionaries(st.text(), st.text()))
def test_sorted_text_is_what_the_library_writes(values: dict[str, object]) -> None:
    assert sorted_text(values) == json.dumps(values, ensure_ascii=False, sort_keys=True)


@given(st.dictionaries(st.text(), st.text(), max_size=4))
def test_cells_keep_their_order_and_are_cut(cells: dict[str, str]) -> None:
    cut = {column: text[:5] for column, text in cells.items()}
    assert cells_text(cells, 5) == json.dumps(cut, ensure_ascii=False)
