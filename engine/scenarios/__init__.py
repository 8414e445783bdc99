"""Scenarios: stories with what must come of them, played on the core or on the real shell."""
