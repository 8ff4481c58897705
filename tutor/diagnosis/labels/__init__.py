"""Ranks responses over labels that others bring, learned from their labelled examples alone, one a label or thousands."""

from tutor.diagnosis.labels.labeller import Labeller
from tutor.diagnosis.labels.voters import Given, Label
