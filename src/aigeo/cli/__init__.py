"""The command line: `aigeo`, one module a command under `commands/`."""

from aigeo.cli.main import main

__all__ = ["main"]
