"""Literals of Cypher and tokens of XML."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aigeo.export.formats import cypher
from aigeo.export.formats.ftm import ftm_id
from aigeo.export.xmltext import token
from aigeo.store import Store
from tests.export.ftm import ID


def test_literals_read_back(embedded: Store):
    values = [
        "it's", "back\\slash", "\\u0027 ends", "a\nb\r\tc", "é 华 🙂", "`$x` {y: 1};", "\x01\x7f",
        True, -3, 2**62, 0.1, 1e22, -1e-300, [], ["a", "b"],
    ]  # fmt: skip
    for value in values:
        assert embedded.read(f"RETURN {cypher.literal(value)} AS v")[0]["v"] == value


def test_tokens_differ_and_stay_readable():
    ids = ["firm:huawei", "a b", "a_b", "a_x20_b", "_x20_", "technology:x@doc", "华为", "a/b", "🙂"]
    tokens = [token(id) for id in ids]
    assert len(set(tokens)) == len(ids)
    assert tokens[:3] == ["firm:huawei", "a_x0020_b", "a_b"]
    assert all(a != b for a, b in pairwise(sorted(tokens)))


@given(st.lists(st.text(min_size=1), unique=True, min_size=2, max_size=5))
def test_ids_that_differ_keep_differing(ids):
    assert len({token(id) for id in ids}) == len(ids)
    assert len({ftm_id(id) for id in ids}) == len(ids)
    assert all(ID.fullmatch(ftm_id(id)) for id in ids)
