"""aigeo: a knowledge graph of AI geopolitics."""

__version__ = "0.1.0"
