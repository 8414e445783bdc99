"""Soundness: can every case come to an end? Explores a definition with the code that runs it, its data abstracted.

What people decide, which messages come, how services answer and whether a condition holds is left open: every way is
taken. So a violation is a way the *flow* allows; whether data ever lets it happen is not asked (design section 3.2).
"""

from engine.soundness.exploring import Soundness, Trace, explore

__all__ = ["Soundness", "Trace", "explore"]
