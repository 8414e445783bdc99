"""Proving the shell on the real thing: an office made for it, kills, replays, and scenarios on a server."""
