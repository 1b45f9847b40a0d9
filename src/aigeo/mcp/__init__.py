"""Tools for language models over the Model Context Protocol: `aigeo mcp`."""

from aigeo.mcp.server import create_server

__all__ = ["create_server"]
