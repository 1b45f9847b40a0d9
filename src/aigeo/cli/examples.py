"""Examples at the end of each command's help."""

from __future__ import annotations


def examples_epilog(*lines: str) -> str:
    """Give an epilog that shows command lines, one a line, as click prints it unwrapped."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
