"""What a name in Chinese, Japanese or Korean and one in Latin letters find each other by.

Their blocks differ, as they are read otherwise. So a name in native script is filed under all
that it may be called: the sound of what is not translated, the words of each reading, the two
rarest of its common words. These are keys beside the name (`aigeo.model.postal.MARK`), as many as
it takes; a name in Latin letters has one of each and asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, combinations, islice, pairwise, product

from aigeo.model.blocking import (
    FIRST,
    HEAD,
    HEARD,
    RARE,
    blocks,
    by_frequency,
    common_words,
    heard_of,
    pair_of,
    rare_word,
    usual_words,
)
from aigeo.model.han import called_apart, is_native, meanings, unread_parts
from aigeo.model.heard import heard, heard_in_chinese
from aigeo.model.postal import MARK
from aigeo.model.wording import readings_of, without_han_form, wording

NATIVE = f"{MARK}~"
"""What keys of names in native script begin with."""
MOST = 60
"""Keys of one name."""
BESIDE = 12
"""Words that a Latin name has and one in native script often lacks: technologies, industries."""
SHORTEST, LONGEST = 3, 6
"""Letters of a word with which another is written as one."""
DIVIDED = 5
"""Parts of a name of which two may be written as one."""
PAIRED = 6
"""Words in common use of which any two are asked for."""
SENSES = 4
"""What a part may mean that is looked at."""
SURE, LIKELY, MAYBE = 3, 2, 1
"""How many blocks one counts for that names of two scripts have in common."""
ASKED = (
    dict.fromkeys(HEARD, SURE) | dict.fromkeys(RARE, LIKELY) | {"pair": LIKELY}
    | dict.fromkeys(("head", "tail"), MAYBE)
)  # fmt: skip
"""By block of a Latin name by which those in native script are found: what it counts for."""


@lru_cache(maxsize=20_000)
def blocks_across(key: str) -> dict[tuple[str, str], int]:
    """Give the blocks that a name in native script may have in common with one in Latin letters.

    By (kind, text), where the kind is one of `aigeo.model.blocking.BLOCKS`: how many blocks that
    one counts for; nothing for a name in Latin letters.
    """
    if not is_native(key):
        return {}
    found: dict[tuple[str, str], int] = {}
    for block, weight in chain(_sounds(key), _words(key), _pairs(key), _compounds(key)):
        found.setdefault(block, weight)
    return found


def keys_across(key: str) -> set[str]:
    """Give the keys under which a name in native script is found by one in Latin letters."""
    found = blocks_across(key)
    filed = (text for (kind, text) in found if kind != "heard" or found[kind, text] != LIKELY)
    return {NATIVE + text for text in islice(filed, MOST)}


def asked_across(key: str) -> dict[str, int]:
    """Give the keys of names in native script that one in Latin letters may be found by.

    By key: how many blocks it counts for.
    """
    if is_native(key):
        return {}
    own = blocks(key)
    found = {NATIVE + own[field]: weight for field, weight in ASKED.items() if field in own}
    codes = (heard(word) for word in wording(key).words if word not in common_words())
    for code in codes:
        if len(code) > 1:
            found.setdefault(NATIVE + code[:FIRST], LIKELY)
    return found


_Found = Iterator[tuple[tuple[str, str], int]]


def _sounds(key: str) -> _Found:
    """Give how the parts sound that no word is known for, and the other readings."""
    said = wording(key).words
    unread = [p.text for p in unread_parts(without_han_form(key)) if len(p.text) > 1]
    codes = [
        code for part in sorted(unread, key=len, reverse=True)[:2]
        for code in heard_in_chinese(part) if len(code) > 1
    ]  # fmt: skip
    for code in codes:
        yield ("heard", heard_of(code, said)), SURE
        yield ("heard", heard_of(code)), SURE
        if len(code) > FIRST:
            yield ("heard2", code), SURE
    for reading in readings_of(key)[1:]:
        own = blocks(reading)
        for field in HEARD:
            if field in own:
                yield (field, own[field]), SURE
    for code in codes:
        for word in usual_words()[:BESIDE]:
            yield ("heard", heard_of(code, (word,))), LIKELY


def _words(key: str) -> _Found:
    """Give the words of each reading that tell something, and what else its words may mean.

    What a known word means, others mean, too: less is sure of it than of a name.
    """
    common = common_words()
    text = without_han_form(key)
    translated = {word for meaning in meanings(text) for word in wording(meaning).words}
    for reading in readings_of(key):
        for word in wording(reading).words:
            if len(word) > 2 and word not in common and not word.isdigit():
                yield ("rare", rare_word(word)), LIKELY if word in translated else SURE
    for word in sorted(translated):
        if len(word) > 2 and word not in common:
            yield ("rare", rare_word(word)), MAYBE
    for word in sorted(translated):  # prosperity and prosperous
        if len(word) > HEAD and word not in common:
            yield ("head", word[:HEAD]), MAYBE
            yield ("tail", word[-HEAD:]), MAYBE


def _compounds(key: str) -> _Found:
    """Give two short words that English writes as one: 火风暴 is Firestorm."""
    called = called_apart(without_han_form(key))
    if len(called) <= DIVIDED:
        for one, two in pairwise(called):
            for a, b in product(one[:SENSES], two[:SENSES]):
                if SHORTEST <= len(a) <= LONGEST and len(b) >= SHORTEST:
                    yield ("rare", rare_word(a + b)), MAYBE


def _pairs(key: str) -> _Found:
    """Give the two rarest of the words in common use, and any two that it may be called by."""
    for reading in readings_of(key):
        if pair := pair_of(wording(reading).words):
            yield ("pair", pair), LIKELY
    may = {w for meaning in meanings(without_han_form(key)) for w in wording(meaning).words}
    rarest = by_frequency(may)[-PAIRED:]
    for two in combinations(rarest, 2):
        yield ("pair", " ".join(sorted(two))), MAYBE
