"""`aigeo neo4j`: a local Neo4j server, fetched and run where there is no other."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import emit, format_option
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.neo4j_server.fetch import Progress

FOLDER = "neo4j"


@click.group(short_help="Run a local Neo4j server.")
def command() -> None:
    """Run a local Neo4j Community server and use it instead of the embedded engine.

    The first start downloads Neo4j (128 MB, GPLv3) from Maven Central. Needs Java 17 or 21.
    """


@command.command(
    epilog=examples_epilog(
        "aigeo neo4j start",
        'eval "$(aigeo neo4j start)"',
        "aigeo neo4j start --port 7690 --heap 2g",
    )
)
@click.option("--port", type=click.IntRange(0, 65535), help="Bolt port; 0 is any free one.")
@click.option("--http-port", type=click.IntRange(0, 65535), help="HTTP port; 0 is any free one.")
@click.option("--heap", default="1g", show_default=True, help="Most memory for the Java heap.")
@click.option("--page-cache", default="256m", show_default=True, help="Memory for the page cache.")
@pass_state
def start(
    state: State, port: int | None, http_port: int | None, heap: str, page_cache: str
) -> None:
    """Start the server, or find it running; print the shell lines that make aigeo use it.

    Ports are Neo4j's usual 7687 and 7474 where these are free, else any free ones; the server
    listens on this machine only, and its password is made at the first start.
    """
    from aigeo import neo4j_server

    with ExitStack() as stack:
        info = neo4j_server.start(
            state.settings.home / FOLDER,
            cache=state.settings.cache,
            bolt_port=port,
            http_port=http_port,
            limits=neo4j_server.Limits(heap=heap, page_cache=page_cache),
            report=lambda line: click.echo(f"{line} …", err=True),
            progress=_bar(stack),
        )
    click.echo(f"Neo4j answers at {info.uri} and {info.http}. To use it:", err=True)
    click.echo(info.exports())


@command.command(epilog=examples_epilog("aigeo neo4j stop"))
@pass_state
def stop(state: State) -> None:
    """Stop the server; its data stays."""
    from aigeo import neo4j_server

    stopped = neo4j_server.stop(state.settings.home / FOLDER)
    click.echo("Neo4j is stopped." if stopped else "Neo4j was not running.", err=True)


@command.command(epilog=examples_epilog("aigeo neo4j status", "aigeo neo4j status --export"))
@click.option("--export", "export", is_flag=True, help="Print the shell lines to use the server.")
@format_option("auto", "table", "json")
@click.pass_context
@pass_state
def status(state: State, ctx: click.Context, export: bool, format: str) -> None:
    """Say whether the server runs, and where; exit code 1 when it does not."""
    from aigeo import neo4j_server

    info = neo4j_server.status(state.settings.home / FOLDER)
    if info is not None and export:
        click.echo(info.exports())
        return
    row: dict[str, bool | str | int] = {"running": info is not None}
    if info is not None:
        row |= {"uri": info.uri, "http": info.http, "user": info.user, "pid": info.pid}
    emit([row], format)
    if info is None:
        ctx.exit(1)


@command.command("import", epilog=examples_epilog("aigeo neo4j import FOLDER"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--heap", default="1g", show_default=True, help="Most memory for the import.")
@pass_state
def import_(state: State, folder: Path, heap: str) -> None:
    """Fill a new server from FOLDER, written by `aigeo export neo4j-admin`.

    The fastest first load of a large graph. The server must not run and must have no data yet.
    """
    from aigeo import neo4j_server

    limits = neo4j_server.Limits(heap=heap)
    with ExitStack() as stack:
        report = neo4j_server.import_folder(
            folder,
            state.settings.home / FOLDER,
            cache=state.settings.cache,
            progress=_bar(stack),
            heap=limits.heap,
        )
    click.echo(report, err=True)


def _bar(stack: ExitStack) -> Progress:
    """Give a progress callback whose bar appears with the first bytes, on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

    bar = Progress(
        "fetching Neo4j",
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("fetch")

    def show(done: int, total: int) -> None:
        if not bar.live.is_started:
            stack.enter_context(bar)
        bar.update(task, completed=done, total=total)

    return show
