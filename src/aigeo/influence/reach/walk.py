"""Signed random walks with restart: how much constraining and enabling leverage arrives where.

J. Jung, W. Jin, L. Sael and U. Kang, Personalized ranking in signed networks using signed random
walk with restart, ICDM 2016: a walker carries a sign that flips on constraining facts, and starts
anew with a fixed probability; personalised PageRank (Page et al., 1999) kept apart by sign.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from aigeo.influence.columns import Ints
from aigeo.influence.table import Floats

RESTART = 0.15
SIGNS = (-1, 0, 1)
"""Rows of a result: constrains, has a say, enables."""


def walk(
    source: Ints, target: Ints, sign: Ints, strength: Floats, start: int, size: int, steps: int
) -> Floats:
    """Give, for each sign (rows as in SIGNS) and entity (columns), the mass of walks ending there.

    Walks follow facts from source to target, each with a chance in proportion to its strength,
    take at most `steps` of them, and start anew at `start` with probability RESTART after each.
    A walk's sign is the product of its facts' signs. The mass of the start itself is left in.
    """
    out = np.bincount(source, strength, size)
    chance = strength / np.where(out > 0, out, 1.0)[source]
    by_sign = {
        s: csr_array((chance[sign == s], (target[sign == s], source[sign == s])), (size, size))
        for s in SIGNS
    }
    now = np.zeros((3, size))
    now[2, start] = 1.0
    found = np.zeros((3, size))
    for step in range(steps):
        before = now
        now = np.zeros((3, size))
        for s, matrix in by_sign.items():
            moved = (matrix @ before.T).T
            for row, carried in enumerate(SIGNS):
                now[SIGNS.index(carried * s)] += moved[row]
        found += RESTART * (1 - RESTART) ** (step + 1) * now
    return np.asarray(found)
