"""Organisations' English names as other languages say them, of which acronyms take the letters.

KAZ is Kazan Aviation Plant, whose plant is a zavod; KBP an instrument design bureau; NBZJ is Ningbo
Zhongjun, a letter a syllable.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from aigeo.model.wording import ideas, russian, wording

MARKS = frozenset(
    """
    allrussian association automation belarusian bureau civil defense engine enterprise
    federal instrument intelligence kb machinery main ministry moscow nii npk npo npp okb plant
    production radio radioengineering repair russian security service shipbuilding
    shiprepair special state testing tsnii ukrainian united ural aerospaceforces
    """.split()
)
"""Ideas of which a name needs one to be read in Russian: others have no acronym from there."""
HEADS = frozenset(
    "academy agency bureau center institute kb ministry nii okb service tsnii".split()
)
"""What stands before the words that say what it is for in Russian, and behind them in English."""
LONG_HEADS = frozenset("kb nii okb tsnii".split())
"""Those that say enough without the place before them."""
FRONT = frozenset(
    """
    allrussian belarusian central experimental fareast federal main moscow national petersburg
    russian siberian special state ukrainian united ural
    """.split()
)
"""Ideas that stand at the front in both languages, as places do."""
NATIONS = frozenset("belarus belarusian russia russian ukraine ukrainian".split())
MOST_WORDS = 8
LONGEST_SYLLABLE = 6
_DIGRAPHS = ("ts", "zh", "kh", "ch", "sh", "ya", "yu")
_FINALS = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo",
    **dict.fromkeys("gkh", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    **dict.fromkeys("jqx", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    **dict.fromkeys(
        ("zh", "ch", "sh"), "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"
    ),
    **dict.fromkeys("zcs", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}
"""Chinese syllables in pinyin, by their consonant."""


@lru_cache(maxsize=50_000)
def in_russian(key: str) -> tuple[tuple[str, ...], ...]:
    """Give the Russian words of a name, in the order of both languages; none where it has none.

    With all that stands in front, with a place alone, and for some without.

    >>> in_russian("instrument design bureau")
    (('pribor', 'konstruktorskoe', 'byuro'), ('konstruktorskoe', 'byuro', 'pribor'))
    """
    own = wording(key).own
    if len(own) < 2 or MARKS.isdisjoint(own):
        return ()
    known = russian()
    found: list[Sequence[str]] = [own]
    head = next((n for n in range(len(own) - 1, -1, -1) if own[n] in HEADS), None)
    if head is not None:
        before = own[:head]
        told = [word for word in before if word in known and word not in FRONT]
        front = [word for word in before if word not in told]
        rest = [own[head], *told, *own[head + 1 :]]
        found += [[*front, *rest], [*front[-1:], *rest]]
        if own[head] in LONG_HEADS:
            found.append(rest)
    if own[0] in NATIONS:
        found += [words[1:] for words in found]
    said = [_said(words) for words in found if len(words) <= MOST_WORDS]
    return tuple(dict.fromkeys(said))


def _said(ideas: Sequence[str]) -> tuple[str, ...]:
    known = russian()
    return tuple([word for idea in ideas for word in known.get(idea, (idea,))])


def letters_of(words: Sequence[str]) -> str:
    """Give the first letters of Russian words, as they are written in Latin letters: TsNII."""
    return "".join([w[:2] if w.startswith(_DIGRAPHS) else w[0] for w in words])


@cache
def _syllables() -> frozenset[str]:
    return frozenset(start + end for start, ends in _FINALS.items() for end in ends.split())


def syllables(word: str) -> tuple[str, ...]:
    """Give the syllables of a word of two or three in pinyin, none of any other.

    >>> syllables("zhongjun"), syllables("harbor")
    (('zhong', 'jun'), ())
    """
    if not (4 <= len(word) <= 3 * LONGEST_SYLLABLE and word.isascii()):
        return ()
    every = _syllables()
    # Longer ones first, as they are read.
    for one in range(LONGEST_SYLLABLE, 0, -1):
        if word[:one] in every:
            for two in range(one + LONGEST_SYLLABLE, one, -1):
                second, third = word[one:two], word[two:]
                if two <= len(word) and second in every and (not third or third in every):
                    return (word[:one], second, third) if third else (word[:one], second)
    return ()


def in_syllables(key: str) -> tuple[str, ...]:
    """Give the initials of a name by its Chinese syllables: of these alone, and of all words.

    >>> in_syllables("ningbo zhongjun trading")
    ('nbzj', 'nbzjt')
    """
    own = wording(key).own
    letters = [_spelt(word) for word in own]
    if not (spelt := "".join(letters)):
        return ()
    return (spelt, "".join([part or word[0] for part, word in zip(letters, own, strict=True)]))


@lru_cache(maxsize=100_000)
def _spelt(word: str) -> str:
    """Give a letter a syllable of a word in pinyin that is no word of English."""
    return "" if word in ideas() else "".join([part[0] for part in syllables(word)])
