"""Side effects: turns written, connectors called, cases opened, notices delivered."""
