"""The way a case would go: which steps, certain or depending on what, whom they would go to, due when. Pure."""

from engine.insight.predicting.predicting import predict_on, predict_start
from engine.insight.predicting.trying import Trial, Tried, try_start
from engine.insight.predicting.ways import Condition, Predicted, PredictedStep

__all__ = ["Condition", "Predicted", "PredictedStep", "Trial", "Tried", "predict_on", "predict_start", "try_start"]
