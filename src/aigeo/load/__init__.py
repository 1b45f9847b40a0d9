"""Loading: from files to statements and facts."""

from aigeo.load.context import Context, EntityRef
from aigeo.load.recovery import recover
from aigeo.load.removal import remove_source
from aigeo.load.report import RunReport
from aigeo.load.rows import Row
from aigeo.load.runner import run

__all__ = ["Context", "EntityRef", "Row", "RunReport", "recover", "remove_source", "run"]
