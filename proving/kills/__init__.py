"""People work while workers, server and database are killed; what is left is held against the histories."""
