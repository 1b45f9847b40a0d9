from aigeo.articles import LocalExtractor
from aigeo.load.texts import TextContext


def load(context: TextContext) -> None:
    extractor = LocalExtractor()
    version = f"{extractor.name} {extractor.version}"
    for document in context.documents():
        if context.is_new(document, version):
            context.document(document, extractor.extract(document), version)
