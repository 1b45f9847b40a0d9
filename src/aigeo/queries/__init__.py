"""Saved queries: questions in Cypher that run on both engines."""

from aigeo.queries.catalogue import catalogue, named
from aigeo.queries.header import parse
from aigeo.queries.lint import lint, traps
from aigeo.queries.runner import run
from aigeo.queries.saved import Parameter, SavedQuery

__all__ = ["Parameter", "SavedQuery", "catalogue", "lint", "named", "parse", "run", "traps"]
