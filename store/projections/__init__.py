"""Projections: from the events of a case's turns to the rows people look at.

`fold` is the pure function, `held` the rows it works on, `writing` their only way into the database.
"""

from store.projections.fold import fold, read_event
from store.projections.held import Held, TurnFacts
from store.projections.writing import load, load_all, remove_all, remove_strays, save

__all__ = ["Held", "TurnFacts", "fold", "load", "load_all", "read_event", "remove_all", "remove_strays", "save"]
