"""aigeo: a knowledge graph of AI geopolitics.

`aigeo.open()` gives the graph to programs and notebooks (docs/how-to/python.md). Importing this
package imports nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from aigeo.api import Graph

__all__ = ["open"]
__version__ = "0.1.0"


def open(  # the word that libraries of files and graphs use; this module opens no file
    home: str | os.PathLike[str] | None = None,
    *,
    uri: str | None = None,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Graph:
    """Give the graph that the environment names, or another one.

    `home` is the folder of an embedded graph, `uri` the Bolt address of a Neo4j server; without
    either, AIGEO_URI or else AIGEO_HOME counts. The graph is opened when it is first asked.
    Raises ConfigError for settings that cannot be used.
    """
    from aigeo.api import Graph
    from aigeo.api.opening import settings_for

    return Graph(settings_for(home, uri, user, password, database))
