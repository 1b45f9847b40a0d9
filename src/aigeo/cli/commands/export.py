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
        "aigeo export gexf --around Nvidia --hops 2 -o nvidia.gexf",
        "aigeo export xlsx --type Firm --relation SUPPLIES --as-of 2024-01-01 -o supply.xlsx",
        'aigeo export jsonl | grep \'"record":"relation"\'',
    ),
)
@click.argument("name", metavar="FORMAT", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to; stdout unless given.")  # fmt: skip
@click.option("--type", "types", multiple=True, metavar="TYPE",
              help="Only entities of this type and its subtypes; repeat for several.")  # fmt: skip
@click.option("--relation", "relations", multiple=True, metavar="TYPE",
              help="Only relations of this type and what they name; repeat.")  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="ID",
              help="Only what this source or dataset says; repeat.")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="Only relations that hold on this date.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="NUMBER",
              help="Only facts at least this sure (0 to 1).")  # fmt: skip
@click.option("--around", metavar="ENTITY", help="Only this entity and its neighbourhood.")
@click.option("--hops", type=click.IntRange(0, 10), default=1, show_default=True,
              help="How far the neighbourhood reaches.")  # fmt: skip
@pass_state
def command(
    state: State,
    name: str | None,
    output: Path | None,
    types: tuple[str, ...],
    relations: tuple[str, ...],
    sources: tuple[str, ...],
    as_of: str | None,
    min_confidence: float,
    around: str | None,
    hops: int,
) -> None:
    """Write the graph, or a part of it, as FORMAT; without FORMAT, list the formats.

    A file appears when it is complete; after an error what was there before is untouched. The
    same graph gives the same bytes. Licences and credits of the sources are part of every format
    or stand in a file beside it; a source that forbids commercial use is named first.
    """
    from aigeo.export import Selection, export_to, export_to_stream, format_names, get_format
    from aigeo.resolve import find

    if name is None:
        if output is not None:
            raise click.UsageError("-o needs a FORMAT")
        emit([{"format": n, "title": get_format(n).title} for n in format_names()])
        return
    chosen = get_format(name)
    to_stdout = output is None or str(output) == "-"
    if to_stdout and chosen.write_folder is not None and sys.stdout.isatty():
        raise click.UsageError(f"{name} is several files: give -o FOLDER or -o FILE.zip")
    if output is not None and not output.parent.is_dir():
        raise click.UsageError(f"the folder {output.parent} does not exist")
    selection = Selection(
        types=types,
        relations=relations,
        sources=sources,
        as_of=as_of,
        min_confidence=min_confidence,
        around=None if around is None else find(state.store, around),
        hops=hops,
    )
    if output is None or to_stdout:
        export_to_stream(state.store, name, sys.stdout.buffer, selection)
        return
    for path in export_to(state.store, name, output, selection):
        note(f"wrote {path}")
