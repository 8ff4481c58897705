"""The named procedures of misconceptions; importing the room registers every file of it."""

from tutor.diagnosis.procedures import algebra, columns, decimals, factors, order, products
from tutor.diagnosis.procedures.registry import PROCEDURES, Procedure
