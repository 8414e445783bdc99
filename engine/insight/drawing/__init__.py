"""A definition as a diagram: its nodes and edges, and coordinates for wide and for narrow pages. Pure."""

from engine.insight.drawing.diagram import Diagram, draw
from engine.insight.drawing.graph import Edge, Node
from engine.insight.drawing.routing import Layout
from engine.insight.drawing.words import said

__all__ = ["Diagram", "Edge", "Layout", "Node", "draw", "said"]
