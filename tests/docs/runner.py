"""Runs the examples of a Markdown page: what a reader would type, in order, in an empty folder.

Fenced blocks that are run:

- `console`: lines after `$ ` are typed into bash on a terminal of 100 columns; the lines below
  must appear in the output in this order. `…` stands for any text within a line, a line of `…`
  alone for any number of lines. `$ ` lines whose output is not shown must succeed; a command that
  fails is preceded by a comment line `# exits with N`.
- `python`: run as a program; a `text` block right after it is what it must print.
- any language with `title="path"`: written to that file.

The folder holds links to the repository's `docs` and `loaders`.
"""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
COLUMNS = 100
LIMIT_SECONDS = 120
ANYTHING = "…"
_FENCE = re.compile(r"^```(\w+)?[ \t]*(?:title=\"([^\"]+)\")?[ \t]*\n(.*?)^```[ \t]*$", re.M | re.S)
_EXITS = re.compile(r"# exits with (\d+)")


@dataclass(slots=True)
class Block:
    """A fenced block and the line of the page on which it starts."""

    language: str
    title: str | None
    text: str
    line: int


@dataclass(slots=True)
class Typed:
    """One command of a console block with the output that the page shows."""

    command: str
    line: int
    exits: int = 0
    shown: list[str] = field(default_factory=list)


def blocks(page: Path) -> list[Block]:
    """Give the fenced blocks of a page."""
    text = page.read_text("utf-8")
    return [
        Block(m[1] or "", m[2], m[3], text.count("\n", 0, m.start()) + 1)
        for m in _FENCE.finditer(text)
    ]


def typed(block: Block) -> Iterator[Typed]:
    """Give the commands of a console block."""
    command: Typed | None = None
    exits = 0
    for number, line in enumerate(block.text.splitlines(), block.line + 1):
        if match := _EXITS.fullmatch(line):
            exits = int(match[1])
        elif line.startswith("$ "):
            if command is not None:
                yield command
            command, exits = Typed(line[2:], number, exits), 0
        elif command is not None and command.command.endswith("\\") and line.startswith("> "):
            command.command = command.command[:-1] + line[2:]
        elif command is not None:
            command.shown.append(line)
        else:
            raise AssertionError(f"line {number}: output without a command")
    if command is not None:
        yield command


class Reader:
    """A reader who works through one page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("docs", "loaders"):
            (folder / name).symlink_to(REPOSITORY / name)
        kept = {k: v for k, v in os.environ.items() if not k.startswith("AIGEO_")}
        self.env = kept | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / ".data"),
            "XDG_CACHE_HOME": str(folder / ".cache"),
            "COLUMNS": str(COLUMNS),
            "LINES": "50",
            "TERM": "dumb",
            "PYTHONUTF8": "1",
        }

    def work_through(self, page: Path) -> int:
        """Do all that a page says; give the number of commands and programs that were run."""
        done = 0
        before: Block | None = None
        output = ""
        for block in blocks(page):
            where = f"{page.name} line {block.line}"
            if block.title is not None:
                path = self.folder / block.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            elif block.language == "console":
                for command in typed(block):
                    code, output = self.type(command.command)
                    where = f"{page.name} line {command.line}: {command.command}"
                    assert code == command.exits, f"{where}: exit code {code}\n{output}"
                    compare(where, command.shown, output)
                    done += 1
            elif block.language == "python":
                code, output = self.type(
                    "python - <<'END_OF_PROGRAM'\n" + block.text + "END_OF_PROGRAM"
                )
                assert code == 0, f"{where}: exit code {code}\n{output}"
                done += 1
            elif block.language == "text" and before is not None and before.language == "python":
                compare(where, block.text.splitlines(), output)
            before = block
        return done

    def stop_what_runs(self) -> None:
        """End programs that a page started in the background; it keeps their ids in `*.pid`."""
        for file in self.folder.glob("*.pid"):
            with contextlib.suppress(ValueError, ProcessLookupError):
                os.kill(int(file.read_text()), signal.SIGTERM)

    def type(self, command: str) -> tuple[int, str]:
        """Run a command on a terminal of its own; give exit code and output."""
        dump = self.folder / ".environment"
        script = f'{command}\ncode=$?\nenv -0 > "{dump}"\nexit $code'
        master, slave = pty.openpty()
        process = subprocess.Popen(
            ["bash", "-c", script],
            cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
        )  # fmt: skip
        os.close(slave)
        output = _all_of(master)
        code = process.wait(LIMIT_SECONDS)
        if dump.exists():
            pairs = (p.partition("=") for p in dump.read_text("utf-8").split("\0") if p)
            self.env = {k: v for k, _, v in pairs if k not in ("_", "SHLVL", "PWD", "OLDPWD")}
            dump.unlink()
        return code, output.replace("\r\n", "\n")


def _all_of(master: int) -> str:
    pieces = []
    while True:
        ready, _, _ = select.select([master], [], [], LIMIT_SECONDS)
        assert ready, f"no output for {LIMIT_SECONDS} s"
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux reports the end of a terminal as an input/output error
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(master)
    return b"".join(pieces).decode("utf-8", "replace")


def compare(where: str, shown: list[str], output: str) -> None:
    """Check that the shown lines appear in the output, in order."""
    lines = [_squeezed(line) for line in output.splitlines()]
    at = 0
    for line in shown:
        wanted = _squeezed(line)
        if wanted in ("", ANYTHING):
            continue
        pattern = re.compile(".*".join(re.escape(p.strip()) for p in wanted.split(ANYTHING)))
        found = next((i for i in range(at, len(lines)) if pattern.fullmatch(lines[i])), None)
        assert found is not None, f"{where}\nexpected: {line}\nin the output:\n{output}"
        at = found + 1


def _squeezed(line: str) -> str:
    return " ".join(line.split())
