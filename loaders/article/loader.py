from aigeo.articles.choosing import version_of
from aigeo.load.texts import TextContext


def load(context: TextContext) -> None:
    extractor = context.extractor()
    version = version_of(extractor)
    for document, extracted in context.extracted(extractor):
        context.document(document, extracted, version)
