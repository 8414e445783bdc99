"""Temporal's side of a case: one dynamic workflow that carries stimuli to the core and does what the core asks for."""
