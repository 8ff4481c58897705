"""Exact algebra: one normal form of expressions, and whether statements have the same solutions."""

from tutor.maths.algebra.quotient import Monomial, Polynomial, Quotient, difference, equal, names_in, normal
