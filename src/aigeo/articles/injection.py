"""Text that speaks to a language model instead of a reader: marked, and never taken as evidence."""

from __future__ import annotations

import re

from aigeo.articles.text import split_sentences

ADDRESSES_A_MODEL = "instructions to a model"
"""Flag of a document that has such text."""

_SPOKEN = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|these|of)\s+){0,3}"
    r"(?:previous|prior|above|earlier|preceding|system|your|all)\s+(?:\w+\s+)?"
    r"(?:instructions?|prompts?|guidelines|directions)\b"
    r"|\b(?:system|developer)\s+(?:prompt|message)\b"
    r"|\b(?:you are|act as|as)\s+(?:now\s+)?an?\s+(?:\w+\s+)?"
    r"(?:ai|language model|llm|assistant|chatbot|extractor)\b[^.\n]{0,40}"
    r"\b(?:must|should|shall|will|report|output|say|answer|respond)\b"
    r"|\bnew instructions?\s*:"
    r"|\b(?:respond|reply|answer|output)\s+(?:only\s+)?with\s+(?:the\s+)?(?:following|json|exactly)\b"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?INST\]"
    r"|\b(?:add|insert|include|extract|output)\s+(?:the\s+)?(?:relation|entity|triple)s?\s*(?:that|:)",
    re.I,
)


def addressed_to_models(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences that give orders to a model, each with the one after it.

    Sound reporting quotes such orders too; its relations are lost then, which is the safe side.
    """
    places = [m.start() for m in _SPOKEN.finditer(text)]
    if not places:
        return []
    sentences = split_sentences(text)
    out = []
    for number, sentence in enumerate(sentences):
        if any(sentence.start <= at < sentence.end for at in places):
            after = sentences[min(number + 1, len(sentences) - 1)]
            out.append((sentence.start, after.end))
    return out
