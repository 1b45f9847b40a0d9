"""Pictures of paths: SVG, PNG and a page that answers to the mouse."""

from aigeo.influence.picture.files import SUFFIXES, write_picture

__all__ = ["SUFFIXES", "write_picture"]
