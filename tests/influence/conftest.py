"""Fixtures of the tests of influence paths."""

from tests.queries.worlds import world

__all__ = ["world"]
