"""Evaluations and benchmarks of the whole system."""
