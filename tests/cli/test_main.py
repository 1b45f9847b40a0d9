"""The frame of the command line: help, errors, exit codes, secrets."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import click
import pytest

from aigeo import __version__
from aigeo.cli import main
from aigeo.cli.main import CommandFolder
from aigeo.cli.redaction import HIDDEN, redact
from aigeo.errors import AigeoError, InputError, UsageError

HEAVY = ("neo4j", "rdflib", "networkx", "arcadedb", "onnxruntime", "numpy", "rich", "lxml",
         "trafilatura", "pydantic")  # fmt: skip


def all_commands() -> list[tuple[str, click.Command]]:
    """Give every command and subcommand with the words that call it."""
    context = click.Context(main)
    found: list[tuple[str, click.Command]] = []

    def walk(words: str, command: click.Command) -> None:
        found.append((words, command))
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                walk(f"{words} {name}", command.get_command(context, name))

    walk("aigeo", main)
    return found


def test_every_command_has_help_with_examples(bare):
    names = [words for words, _ in all_commands()]
    assert {"aigeo load", "aigeo query", "aigeo sources remove", "aigeo neo4j start"} <= set(names)
    for words, command in all_commands():
        for option in ("-h", "--help"):
            result = bare(*words.split()[1:], option)
            assert result.exit_code == 0, words
            assert "Usage: aigeo" in result.stdout
        assert command.help, words
        if not isinstance(command, click.Group) or command is main:
            assert "Examples:" in result.stdout, words
            assert f"  {words}" in result.stdout, f"{words}: no example of it"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (words, parameter.name)


def test_help_imports_nothing_heavy():
    code = (
        "import sys, aigeo.cli\n"
        "try: aigeo.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert time.monotonic() - started < 5


def test_version(bare):
    assert bare("--version").stdout == f"aigeo, version {__version__}\n"


def test_a_mistyped_command_gets_a_suggestion(bare):
    result = bare("sohw")
    assert result.exit_code == 2
    assert "Did you mean show?" in result.stderr
    assert bare("nonsense-altogether").exit_code == 2


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every command raise an error."""

    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr(CommandFolder, "get_command", lambda *_: command)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (AigeoError("it is wrong", hint="mend it"), 1, "aigeo: it is wrong (mend it)\n"),
        (UsageError("no such thing"), 2, "aigeo: no such thing\n"),
        (InputError("bad\ncell", path="a.csv", row=3), 1, "aigeo: a.csv, row 3: bad cell\n"),
        (OSError(28, "No space left on device", "f"), 1, "aigeo: No space left on device: f\n"),
        (KeyboardInterrupt(), 130, "\naigeo: interrupted\n"),
    ],
)
def test_errors_are_one_line_and_an_exit_code(bare, monkeypatch, error, code, line):
    failing(monkeypatch, error)
    result = bare("stats")
    assert (result.exit_code, result.stderr, result.stdout) == (code, line, "")


def test_errors_of_the_driver_are_one_line(bare, monkeypatch):
    from neo4j.exceptions import CypherSyntaxError

    failing(monkeypatch, CypherSyntaxError("Invalid input"))
    result = bare("stats")
    assert result.exit_code == 1
    assert result.stderr.startswith("aigeo: the graph engine refused the statement")


def test_a_defect_of_the_program_is_not_hidden(bare, monkeypatch):
    failing(monkeypatch, ZeroDivisionError("division by zero"))
    assert isinstance(bare("stats").exception, ZeroDivisionError)


def test_verbose_shows_where_an_error_came_from(monkeypatch, bare):
    failing(monkeypatch, AigeoError("it is wrong"))
    result = bare("-v", "stats")
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("aigeo: it is wrong\n")


def test_secrets_are_never_printed(bare, monkeypatch):
    monkeypatch.setenv("AIGEO_PASSWORD", "hunter22")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    error = AigeoError("no server at bolt://neo4j:hunter22@host with sk-very-secret")
    failing(monkeypatch, error)
    line = bare("stats").stderr
    assert line == f"aigeo: no server at bolt://{HIDDEN}@host with {HIDDEN}\n"
    verbose = bare("-v", "stats").stderr
    assert "hunter22" not in verbose
    assert "sk-very-secret" not in verbose


def test_redaction_leaves_ordinary_text():
    assert redact("a password is needed", {"AIGEO_PASSWORD": ""}) == "a password is needed"
    assert redact("go", {"MY_TOKEN": "go"}) == "go", "too short to be a secret"


def test_a_reader_that_leaves_early_is_no_error():
    line = f"{sys.executable} -m aigeo schema --format json | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_a_wrong_setting_is_reported(bare, monkeypatch):
    monkeypatch.setenv("AIGEO_URI", "http://localhost:7474")
    result = bare("stats")
    assert result.exit_code == 1
    assert "AIGEO_URI" in result.stderr


def test_an_unreachable_server_is_one_line(bare, monkeypatch):
    monkeypatch.setenv("AIGEO_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("AIGEO_PASSWORD", "hunter22")
    result = bare("stats")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "no graph server answers" in result.stderr
    assert "hunter22" not in result.stderr


def test_json_is_what_a_pipe_gets():
    done = subprocess.run(
        [sys.executable, "-m", "aigeo", "schema"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["version"]
