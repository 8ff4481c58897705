"""From responses to a calibrated belief over misconceptions. Pure: no I/O, no clock, no randomness."""

from tutor.diagnosis.diagnose import Case, diagnose
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.predict import Prediction, predict

__all__ = ["Case", "Matcher", "Prediction", "diagnose", "predict"]
