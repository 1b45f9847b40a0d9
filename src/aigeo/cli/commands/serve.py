"""`aigeo serve`: the HTTP API and the explorer."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import say
from aigeo.cli.state import State, pass_state
from aigeo.errors import ConfigError

if TYPE_CHECKING:
    from aigeo.store import Store


@click.command(
    short_help="Serve the HTTP API and the explorer.",
    epilog=examples_epilog(
        "aigeo serve",
        "aigeo serve --bolt --port 0",
        "AIGEO_TOKEN=… aigeo serve --host 0.0.0.0",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; one beyond this machine needs a token.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
              help="Port; 0 takes a free one.")  # fmt: skip
@click.option("--token", envvar="AIGEO_TOKEN", metavar="TOKEN",
              help="What callers must send as `Authorization: Bearer TOKEN`; better given in "
              "AIGEO_TOKEN, where other users cannot see it.")  # fmt: skip
@click.option("--allow-cypher", is_flag=True, help="Let callers run their own reading Cypher.")
@click.option("--allow-review", is_flag=True,
              help="Let callers judge candidate pairs, in this account's name.")  # fmt: skip
@click.option("--bolt", is_flag=True,
              help="Print address and account of the graph for Bolt clients.")  # fmt: skip
@click.option("--time-limit", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True,
              metavar="SECONDS", help="Longest time for one answer, exports apart.")  # fmt: skip
@click.option("--row-limit", type=click.IntRange(1, 10_000), default=1000, show_default=True,
              help="Most rows of one answer.")  # fmt: skip
@click.option("--allow-origin", "origins", multiple=True, metavar="URL",
              help="A page elsewhere that may call the reconciliation service, beside a local "
              "OpenRefine.")  # fmt: skip
@pass_state
def command(
    state: State,
    host: str,
    port: int,
    token: str | None,
    allow_cypher: bool,
    allow_review: bool,
    bolt: bool,
    time_limit: float,
    row_limit: int,
    origins: tuple[str, ...],
) -> None:
    """Serve the explorer, the HTTP API and a reconciliation service, until Ctrl-C.

    All of it reads only, unless --allow-review is given. Each request leaves a line in
    audit.jsonl in AIGEO_HOME.
    """
    try:
        from aigeo.web import Limits, Options, Service, create_app, server
        from aigeo.web.audit import Log
        from aigeo.web.service import OPENREFINE
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the server needs the package {error.name}", hint="pip install 'aigeo[web]'"
        ) from error

    server.check_exposure(host, token or None)
    limits = Limits(seconds=time_limit, rows=row_limit)
    reviewer = getpass.getuser() if allow_review else None
    options = Options(host, token or None, allow_cypher, (*OPENREFINE, *origins), limits, reviewer)
    with (
        server.only_server(state.settings.home) as note,
        server.bound(host, port) as listener,
    ):
        state.store.time_limit = time_limit  # Neo4j then ends by itself what nobody waits for
        app = create_app(Service(state.store, options), Log(state.settings.home))
        url = server.url_of(listener)
        server.write_note(note, url)
        say(f"aigeo serves {url} (explorer; API under {url}/api/v1; Ctrl-C stops it)")
        if bolt:
            _print_account(state.store)
        server.server(app).run(sockets=[listener])


def _print_account(store: Store) -> None:
    account = store.account
    say(f"Bolt address: {account.uri}")
    say(f"user: {account.user}")
    if store.engine == "neo4j":
        say("password: the one of AIGEO_PASSWORD")
        return
    say(f"password: {account.password}")
    say(f"database: {account.database}")
    say("This account can also write; it ends with this server.")
