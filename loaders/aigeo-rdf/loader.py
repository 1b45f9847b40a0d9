"""Exports of `aigeo export nquads`, `trig`, `turtle` and `jsonld`; the form: docs/reference/rdf.md.

Statements, sources and equal ids are read; entities and facts follow from them. Nothing is ever
fetched, and RDF/XML is refused: its entities can blow up a small file.
"""

from aigeo.load.helpers.rdf import described, same_as, source_of, statement_of


def load(context):
    for entry in ("*.nq", "*.trig", "*.ttl", "*.jsonld", "*.rdf", "*.owl"):
        for path in context.files(entry):
            with described(path) as things:
                for other, canonical in same_as(things):
                    context.identity(other, canonical)
                for id, values in things.of("source"):
                    context.source(path, 0, source_of(id, values))
                for number, (id, values) in enumerate(things.of("statement"), 1):
                    context.statement(path, number, statement_of(id, values))
