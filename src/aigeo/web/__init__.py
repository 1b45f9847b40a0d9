"""The HTTP API and the explorer: `aigeo serve`."""

from aigeo.web import server
from aigeo.web.app import create_app
from aigeo.web.service import Limits, Options, Service

__all__ = ["Limits", "Options", "Service", "create_app", "server"]
