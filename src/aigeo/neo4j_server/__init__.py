"""A local Neo4j Community server, fetched from Maven Central and run as a process of its own.

Neo4j is GPLv3 software: nothing of it is shipped with aigeo or loaded into this process. It is
downloaded when the user asks for it and spoken to over Bolt.
"""

from aigeo.neo4j_server.address import ServerInfo
from aigeo.neo4j_server.bulk import import_folder
from aigeo.neo4j_server.configuration import Limits
from aigeo.neo4j_server.fetch import fetch_jars
from aigeo.neo4j_server.server import start, status, stop

__all__ = ["Limits", "ServerInfo", "fetch_jars", "import_folder", "start", "status", "stop"]
