"""The pure core of Banjie: language, expressions, business time, people, runtime and scenarios.

Nothing in here reads a clock, the environment, randomness, the network or a file, and nothing in here knows Temporal
or a database. What happened outside comes in as data, what must happen outside goes out as data.
"""
