"""What the modules of this loader share."""

RENAMED = {
    "Amazon AWS": "Amazon Web Services",
    "Kunlunxin Baidu": "Kunlunxin",
    "Moore Threads (Tencent)": "Moore Threads",
    "Cerebras": "Cerebras Systems",
    "Inflection": "Inflection AI",
    "Mistral": "Mistral AI",
    "Reka": "Reka AI",
    "Stargate (OpenAI)": "Stargate",
}
# Words of the tables for what they do not name.
NO_NAMES = {"", "Multinational", "Unspecified unreleased", "Anonymized", "Unknown"}


def relate(context, relation, subject, target, evidence, **qualifiers):
    if subject is not None and target is not None and subject != target:
        context.relation(relation, subject, target, evidence=evidence, **qualifiers)
