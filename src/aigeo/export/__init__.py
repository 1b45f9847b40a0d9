"""The graph as files for other programs: one module a format under `formats/`."""

from aigeo.export.exporting import export_to, export_to_stream
from aigeo.export.registry import Format, format_names, get_format
from aigeo.export.selection import Selection

__all__ = ["Format", "Selection", "export_to", "export_to_stream", "format_names", "get_format"]
