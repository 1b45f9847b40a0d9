"""Initials of names, and short names that are made of the beginnings of words.

CETC is China Electronics Technology (Group) Corporation; Inhocar is Inmobiliaria Hotelera del
Caribe. Initials in other languages stand in `aigeo.model.readings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from aigeo.model.han import in_latin
from aigeo.model.readings import in_russian, in_syllables, letters_of
from aigeo.model.wording import SMALL, wording

SHORTEST, LONGEST = 3, 8
"""Letters that an acronym has."""
MADE = 14
"""Letters of the longest word that is looked at as made of the beginnings of others."""


GROUPS = frozenset("company corporation enterprise enterprises group holding international".split())
"""Words that one name of a thing has and another lacks."""
COMPANY = "k"
"""What Russian initials have for the "company" or "corporation" that is no word of a key."""
LAST = GROUPS - {"international"} | {"industries", "industry"}
"""Words at the end of a name of which its initials may have none."""
PASSED_OVER = frozenset(
    "china cuba empresa iran iranian korea russian syrian comercializadora".split()
)
"""Words at the beginning of a name of which a short name may have nothing."""
SPOKEN_FORMS = frozenset({"ca", "sa"})
"""Forms of which a short name has all letters."""
UNSPOKEN = SMALL | frozenset(
    """
    as ca co company corp corporation cv jsc inc limited llc ltd ltda oao ooo ojsc pao sa sas srl
    zao
    """.split()
)
"""Words of which a short name may have letters or none: small ones and legal forms."""


@lru_cache(maxsize=100_000)
def spoken(key: str) -> tuple[str, ...]:
    """Give the words of a matching key that an acronym takes letters of: neither forms nor small.

    >>> spoken("institute of space physics")
    ('institute', 'space', 'physics')
    """
    written = wording(key).written
    return tuple([word for word in written if word not in SMALL]) or written


@lru_cache(maxsize=50_000)
def initials(key: str) -> tuple[str, ...]:
    """Give the initials of a matching key, those of the words that tell most first.

    Without words such as "group" at the end and anywhere, without numbers; without small words;
    with all; with a word for "company" at the end, which a key has in other languages than English,
    of the words before "of"; with a first word
    that is short itself as a whole. A short name takes some of them, and none that would be shorter
    than three letters or longer than eight is given.
    """
    said = spoken(key)
    if not said:
        return ()
    named = wording(key)
    every = named.written
    letters = first_letters(said)
    end = len(said)
    while end > 1 and said[end - 1] in LAST:
        end -= 1
    whole = letters[:end]
    if not whole.isalpha() or said[0] == "no":
        whole = first_letters([w for w in said[:end] if w[0].isalpha() and w != "no"])
    found = [whole]
    if not GROUPS.isdisjoint(said):
        found.append(first_letters([w for w in said[:end] if w not in GROUPS and w[0].isalpha()]))
    found.append(letters)
    last = key.rpartition(" ")[2] if named.forms else ""
    if len(last) > 4 and last != every[-1]:
        found.append(letters + last[0])
    if len(every) != len(said):
        found.append(first_letters(every))
        if "of" in every[3:]:
            part = every[: every.index("of", 3)]
            found.append(first_letters([word for word in part if word not in SMALL]))
    if len(said[0]) == 2 and said[0].isalpha() and said[0][0] == whole[:1]:
        found.append(said[0] + whole[1:])
    return _fitting(found)


@lru_cache(maxsize=50_000)
def other_initials(key: str) -> tuple[str, ...]:
    """Give the initials of a matching key in Russian words, or else in Chinese syllables.

    >>> other_initials("kazan aviation plant")
    ('kaz',)
    """
    said = in_russian(key)
    if not said:
        return _fitting(in_syllables(key))
    found = [letters_of(words) for words in said]
    return _fitting([*found, found[0] + COMPANY])


def _fitting(found: Sequence[str]) -> tuple[str, ...]:
    return tuple([s for s in dict.fromkeys(found) if SHORTEST <= len(s) <= LONGEST])


@lru_cache(maxsize=50_000)
def initials_with_forms(key: str) -> tuple[str, ...]:
    """Give the initials of a name whose legal form stands in its key, as PPL of Petropars Ltd.

    And those with the form at its end alone, as DSK of OOO Dorozhnaya Stroitelnaya Kompaniya;
    with "y" and without "de"; and with the last word first, as lists put it.
    """
    every = in_latin(key).split()
    if not every or not wording(key).written:
        return ()
    said = first_letters([word for word in every if word not in SMALL])
    found = [said, first_letters(every)]
    first = wording(key).written[0]
    if first != every[0] and first in every:
        rest = every[every.index(first) :]
        found.append(first_letters([word for word in rest if word not in SMALL]))
    if "y" in every:
        found.append(first_letters([word for word in every if word == "y" or word not in SMALL]))
    if every[-1] in SPOKEN_FORMS:
        found += [short + every[-1][1:] for short in (found[0], found[-1])]
    if len(said) > SHORTEST:
        found.append(said[-1] + said[:-1])
    return _fitting(found)


def first_letters(words: Sequence[str]) -> str:
    """Give the first letters of words as one."""
    return "".join([word[0] for word in words])


@lru_cache(maxsize=50_000)
def made_of(word: str, words: tuple[str, ...]) -> float:
    """Give which share of `words` a word is made of, by their beginnings in order; 0: it is not.

    The first of them has to begin it, or the second after one of PASSED_OVER, and two at least have
    a part; a letter of each in one place may say as much as all of them in another. Small words
    and legal forms may have a part and count for nothing.
    """
    if not SHORTEST <= len(word) <= MADE or len(words) < 2:
        return 0.0
    start = 0
    if word[0] != words[0][0]:
        if words[0] not in PASSED_OVER or word[0] != words[1][0]:
            return 0.0
        start = 1
    # By how much of the word is made: the most of the words that have a part.
    most = {0: 0}
    for number, part in enumerate(words[start:]):
        counted = part not in UNSPOKEN
        now = {} if number == 0 else dict(most)
        for at, used in most.items():
            length = 0
            while (
                length < len(part) and at + length < len(word) and part[length] == word[at + length]
            ):
                length += 1
                now[at + length] = max(now.get(at + length, 0), used + counted)
        most = now
    used = most.get(len(word), 0)
    telling = sum([part not in UNSPOKEN for part in words])
    return used / telling if used >= 2 else 0.0


def short_for(word: str, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give the words that are left when a word is the initials of some that follow each other.

    None where it is not. Of more words than the acronym has letters, those from the first on.

    >>> short_for("smi", ("semiconductor", "manufacturing", "international", "beijing"))
    ('beijing',)
    """
    at = first_letters(words).find(word)
    return None if at < 0 else words[:at] + words[at + len(word) :]
