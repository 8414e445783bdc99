"""What an author wrote, as typed data: the process definition and everything it is made of.

The models are the language: the strict loader of `engine.compiler` fills them, the JSON Schema and the reference are
generated from them, and the plan a running case carries is one of them, normalised.
"""

from engine.model.process import ProcessDefinition
from engine.model.steps import Step

__all__ = ["ProcessDefinition", "Step"]
