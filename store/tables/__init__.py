"""The tables: `primary` ones are the backup, `projection` ones are made of them. No table is both."""

from store.tables.metadata import metadata
from store.tables.primary import PRIMARY
from store.tables.projection import PROJECTIONS

__all__ = ["PRIMARY", "PROJECTIONS", "metadata"]
