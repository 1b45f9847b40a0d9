"""`aigeo export`: the graph as a file for another program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import emit, note
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="Write the graph as a file.",
    epilog=examples_epilog(
        "aigeo export",
        "aigeo export graphml -o graph.graphml",
        "aigeo export csv -o tables/",
        'aigeo export jsonl | grep \'"record": "relation"\'',
    ),
)
@click.argument("name", metavar="FORMAT", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to; stdout unless given.")  # fmt: skip
@pass_state
def command(state: State, name: str | None, output: Path | None) -> None:
    """Write the whole graph as FORMAT; without FORMAT, list the formats.

    A file appears when it is complete; after an error what was there before is untouched. The
    same graph gives the same bytes. Licences and credits of the sources are part of every format.
    """
    from aigeo.export import export_to, export_to_stream, format_names, get_format

    if name is None:
        if output is not None:
            raise click.UsageError("-o needs a FORMAT")
        emit([{"format": n, "title": get_format(n).title} for n in format_names()])
        return
    several_files = get_format(name).write_folder is not None
    if output is None or str(output) == "-":
        if several_files and sys.stdout.isatty():
            raise click.UsageError(f"{name} is several files: give -o FOLDER or -o FILE.zip")
        export_to_stream(state.store, name, sys.stdout.buffer)
        return
    if not output.parent.is_dir():
        raise click.UsageError(f"the folder {output.parent} does not exist")
    export_to(state.store, name, output)
    note(f"wrote {output}")
