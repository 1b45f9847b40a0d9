"""The learnt part of the local extractor: one small encoder, heads for mentions and relations."""

from aigeo.articles.learnt.model import LearntModel
from aigeo.articles.learnt.types import (
    EntityCluster,
    LearntPrediction,
    MentionPrediction,
    RelationPrediction,
)

__all__ = [
    "EntityCluster",
    "LearntModel",
    "LearntPrediction",
    "MentionPrediction",
    "RelationPrediction",
]
