"""Fixtures of the tests of saved queries."""

from tests.queries.worlds import world

__all__ = ["world"]
