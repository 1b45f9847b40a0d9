"""Parsing helpers that several loaders share. None of them knows a particular source."""
