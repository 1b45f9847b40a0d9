"""Reading articles and finding entities and relations in them."""

from aigeo.articles.document import Document
from aigeo.articles.extraction import ExtractedDocument, Extractor
from aigeo.articles.gazetteer import Entry, Gazetteer, gazetteer
from aigeo.articles.localextractor import LocalExtractor
from aigeo.articles.read import Reading, read_documents

__all__ = [
    "Document",
    "Entry",
    "ExtractedDocument",
    "Extractor",
    "Gazetteer",
    "LocalExtractor",
    "Reading",
    "gazetteer",
    "read_documents",
]
