"""The answer to whoever asks whether it runs."""

from api.shapes.wire import Shape


class Health(Shape):
    """It runs. `processes`: how many are deployed."""

    processes: int
