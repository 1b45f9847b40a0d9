"""`aigeo load`: bring articles and data sets into the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.extractors import as_options, extractor_options, fields_option
from aigeo.cli.output import chosen, emit, emit_json, format_option, note
from aigeo.cli.parameters import parameters_option
from aigeo.cli.progress import bar
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.load import RunReport

COLUMNS = ("source", "read", "emitted", "rejected", "added", "changed", "withdrawn", "seconds")
SHOWN_WARNINGS = 20


@click.command(
    short_help="Load articles and data sets into the graph.",
    epilog=examples_epilog(
        "aigeo load article.txt",
        "aigeo load epoch-ai",
        "aigeo load downloads/ --loader epoch-ai --dry-run",
        "aigeo load suppliers.yaml suppliers.csv",
        "aigeo load https://example.org/feed.xml",
        "aigeo load news/ --model anthropic:claude-sonnet-4-6 --max-cost 5",
        "curl -s https://example.org/news.html | aigeo load -",
    ),
)
@click.argument("inputs", metavar="INPUT…", nargs=-1)
@click.option("--loader", metavar="NAME", help="Read the inputs with this loader.")
@click.option("--mapping", metavar="FILE", help="Read the inputs as tables that FILE maps.")
@click.option("--dry-run", is_flag=True, help="Read and check, and say what would change.")
@click.option("--force", is_flag=True, help="Load a version that breaks its loader's assertions.")
@click.option("--reason", metavar="TEXT", help="Why it is forced; kept with the load.")
@fields_option
@extractor_options
@parameters_option("An option of the loader. May be repeated.")
@format_option("auto", "table", "json", "jsonl", "csv")
@click.pass_context
@pass_state
def command(
    state: State,
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    loader: str | None,
    mapping: str | None,
    dry_run: bool,
    force: bool,
    reason: str | None,
    parameters: dict[str, str],
    fields: dict[str, str],
    format: str,
    **chosen_extractor: str | None,
) -> None:
    """Load INPUT into the graph: a file, folder, glob, URL, `-` for stdin, or a loader's name.

    The loader is recognised from the input unless named; the name of a loader fetches what its
    publisher offers. A mapping (YAML) among the inputs says what the rows of the other inputs, or
    of the file that it names, mean. Nothing is visible before all of a source was read and
    checked, and what a source no longer says is withdrawn. Exit code 1 when an input could not be
    used.
    """
    if force != (reason is not None):
        raise click.UsageError("--force and --reason TEXT go together")
    if not inputs and mapping is None:
        raise click.UsageError("Missing argument 'INPUT…'.")
    from aigeo.load import run

    options = parameters | as_options(chosen_extractor)
    options |= {f"field.{name}": key for name, key in fields.items()}
    with bar() as progress:
        reports = run(
            state.store_as_left,
            state.settings,
            inputs,
            loader=loader,
            mapping=mapping,
            dry_run=dry_run,
            force=reason,
            options=options,
            progress=progress,
            notify=note,
        )
    _print(reports, format)
    _alert(state, reports)
    failed = [r for r in reports if r.error]
    for report in failed:
        note(f"aigeo: {report.error}")
    if failed:
        ctx.exit(1)


def _alert(state: State, reports: Sequence[RunReport]) -> None:
    """Tell about watched entities what these loads changed."""
    from aigeo.answers.watching import Watchlist, alert, alerts_files

    loads = [report.load for report in reports if report.load]
    if (
        loads
        and Watchlist(state.settings).all()
        and (alerts := alert(state.store, state.settings, loads))
    ):
        path, _ = alerts_files(state.settings)
        note(f"{len(alerts)} changes about watched entities: {path}")


def _print(reports: Sequence[RunReport], format: str) -> None:
    form = chosen(format)
    rows = [report.to_dict() for report in reports]
    if form == "json":
        emit_json(rows)
    elif form != "table":
        emit(rows, form)
    else:
        emit([_summary(report) for report in reports], "table", COLUMNS)
        for report in reports:
            _remarks(report)


def _summary(report: RunReport) -> dict[str, object]:
    row: dict[str, object] = report.to_dict()
    row["rejected"] = sum(report.rejected.values())
    marks = [m for m in ("unchanged", "dry_run", "error") if row[m]]
    if marks:
        row["source"] = f"{report.source} ({', '.join(marks).replace('_', ' ')})"
    return row


def _remarks(report: RunReport) -> None:
    lines = [f"rejected {n} times: {reason}" for reason, n in sorted(report.rejected.items())]
    if report.reject_file:
        lines.append(f"rejected records are in {report.reject_file}")
    lines += [f"warning: {warning}" for warning in report.warnings]
    for line in lines[:SHOWN_WARNINGS]:
        note(f"{report.source}: {line}")
    if len(lines) > SHOWN_WARNINGS:
        note(f"{report.source}: and {len(lines) - SHOWN_WARNINGS} more; --format json has all")
