"""What pages cost at a million tasks: the inbox, its badge, its search, and what is stuck, over HTTP with rights.

Unevenly spread, as work is: one person holds 5,000 tasks, one group of 300 has 20,000 that nobody has taken, everybody
has 12 roles.
"""

from bench.inbox.measuring import Measured, measure, told
from bench.inbox.scale import FULL, SMALL, Scale

__all__ = ["FULL", "SMALL", "Measured", "Scale", "measure", "told"]
