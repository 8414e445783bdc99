"""Two acts on one task in the same instant, from two processes: what comes of it is what one after the other would."""
