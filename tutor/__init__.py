"""Wherefore: a tutor and content generator for schools that finds out why an answer is wrong."""
