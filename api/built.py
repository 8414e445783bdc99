"""Importing this builds the models of definitions, so that no copy of this process builds them anew."""

from engine.model.base import Model


def build(model: type[Model]) -> None:
    """Build a model and all that extend it; what is built already stays."""
    model.model_rebuild()
    for one in model.__subclasses__():
        build(one)


build(Model)
