from __future__ import annotations

import pytest

from aigeo.articles.learnt import LearntModel


@pytest.fixture(scope="session")
def model() -> LearntModel:
    return LearntModel.load()


@pytest.fixture(scope="session")
def article() -> str:
    return (
        "Chipmaker Veridion to open plant in Dresden\n"
        "BERLIN, May 3 - Veridion Semiconductor, a chipmaker based in Austin, Texas, said on "
        "Friday that it would build a $4 billion plant in Dresden, Germany.\n\n"
        "The company, which was founded by Marta Kessler in 2011, supplies memory chips to "
        'Nordvik Systems. "Dresden is the right place," said Kessler, the chief executive of '
        "Veridion Semiconductor. The U.S. Commerce Department has not yet approved the plan.\n\n"
        "In March the department added Hanlin Microelectronics, a Chinese firm, to its Entity "
        "List. China's Ministry of Commerce called the step unjustified."
    )
