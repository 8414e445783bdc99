"""The command line: one module per group of commands, each importing only what its commands need.

`--help`, `validate` and `test` on the core must stay quick: nothing here imports Temporal or the database at its top.
"""
