"""`aigeo mcp`: the graph as tools for a language model."""

from __future__ import annotations

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.state import State, pass_state
from aigeo.errors import ConfigError


@click.command(
    short_help="Serve the graph to language models (MCP).",
    epilog=examples_epilog("aigeo mcp", "AIGEO_HOME=./demo aigeo mcp"),
)
@pass_state
def command(state: State) -> None:
    """Answer a model's questions on standard input and output, by the Model Context Protocol.

    Started by the model's host, not by hand. The tools search entities, show one, find influence
    paths, run saved queries and give evidence; all read only, with citations.
    """
    try:
        from aigeo.mcp import create_server
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the MCP server needs the package {error.name}", hint="pip install 'aigeo[mcp]'"
        ) from error

    create_server(state.store).run("stdio")
