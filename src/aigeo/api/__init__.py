"""The graph from Python: `import aigeo; g = aigeo.open()` (docs/how-to/python.md)."""

from aigeo.api.graph import Graph
from aigeo.api.results import Change, Entity, Paths, Rows

__all__ = ["Change", "Entity", "Graph", "Paths", "Rows"]
