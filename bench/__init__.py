"""Measurements: what a case costs, and how fast it goes."""
