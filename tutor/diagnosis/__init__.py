"""From responses to a calibrated belief over misconceptions. Pure: no I/O, no clock, no randomness."""

from tutor.diagnosis.diagnose import Case, as_row, class_prior, class_prior_of_rows, diagnose, diagnose_row, foresee
from tutor.diagnosis.matcher import Matcher
from tutor.diagnosis.predict import Prediction, predict
from tutor.diagnosis.probe import probe
