"""What pages cost at a million tasks: the inbox, its badge, its search, and what is stuck, over HTTP with rights.

Unevenly spread, as work is: one person holds 5,000 tasks, one group of 300 has 20,000 that nobody has taken, everybody
has 12 roles. Cases are made of turns: what is read are the rows that the projections fold of them, what is stuck is
what the looks found, and the API is a process of its own that people sign in to.
"""

from bench.inbox.measuring import Measured, lines, measure, told
from bench.inbox.scale import FULL, SMALL, Scale

__all__ = ["FULL", "SMALL", "Measured", "Scale", "lines", "measure", "told"]
