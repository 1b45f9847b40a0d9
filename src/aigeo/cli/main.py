"""The `aigeo` group: finds commands by file name and turns errors into messages and exit codes."""

from __future__ import annotations

import difflib
import importlib
import logging
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from aigeo import __version__
from aigeo.cli import commands
from aigeo.cli.examples import examples_epilog
from aigeo.cli.redaction import redact
from aigeo.cli.state import State
from aigeo.errors import AigeoError

FAILURE = 1
INTERRUPTED = 130
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class CommandFolder(click.Group):
    """A group whose commands are the modules of `aigeo.cli.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the command names in alphabetical order, without importing any."""
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(_command_name(name) for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None when there is no module of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one gets the nearest names as a hint."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=2)
            if not near:
                raise
            message = f"No such command {args[0]!r}. Did you mean {' or '.join(near)}?"
            raise click.UsageError(message, ctx) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "aigeo",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and exit: 0, 1 for an error, 2 for wrong use, 130 for Ctrl-C."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        try:
            result = super().main(args, prog_name, complete_var, False, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
        except (KeyboardInterrupt, click.Abort):
            click.echo("aigeo: interrupted", err=True)
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except Exception as error:
            if logging.getLogger("aigeo").isEnabledFor(logging.DEBUG):
                click.echo(redact(traceback.format_exc()), err=True)
            code = _report(error)
            if code is None:
                raise
            sys.exit(code)
        sys.exit(result if isinstance(result, int) else 0)


def _command_name(module: str) -> str:
    return module.replace("_", "-")


def _report(error: Exception) -> int | None:
    """Print one line for an error that the user can act on; None for a defect of the program."""
    if isinstance(error, AigeoError):
        _complain(str(error), error.hint)
        return error.exit_code
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        _complain(f"{error.strerror or error}{where}", None)
        return FAILURE
    driver = sys.modules.get("neo4j.exceptions")
    if driver is not None and isinstance(error, driver.Neo4jError | driver.DriverError):
        refused = isinstance(error, driver.Neo4jError)
        what = "the graph engine refused the statement" if refused else "the graph engine failed"
        _complain(f"{what}: {(refused and error.message) or error}", None)
        return FAILURE
    return None


def _complain(message: str, hint: str | None) -> None:
    line = f"aigeo: {_one_line(message)}"
    if hint:
        line += f" ({_one_line(hint)})"
    click.echo(redact(line), err=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _leave_quietly() -> NoReturn:
    # The reader of the pipe has gone; Python would complain once more when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FAILURE)


@click.command(
    "aigeo",
    cls=CommandFolder,
    context_settings=CONTEXT,
    epilog=examples_epilog(
        "aigeo demo",
        "aigeo load article.txt",
        "aigeo paths 'United States' Huawei",
    ),
)
@click.version_option(__version__, prog_name="aigeo")
@click.option("-v", "--verbose", is_flag=True, help="Log what is done; show tracebacks of errors.")
@click.pass_context
def main(ctx: click.Context, verbose: bool) -> None:
    """A knowledge graph of AI geopolitics: who holds what over whom, with evidence.

    The graph is kept in AIGEO_HOME by an embedded engine, or in the Neo4j server that AIGEO_URI
    names.
    """
    if verbose:
        logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("aigeo").setLevel(logging.DEBUG if verbose else logging.WARNING)
    ctx.obj = State()
    ctx.call_on_close(ctx.obj.close)
