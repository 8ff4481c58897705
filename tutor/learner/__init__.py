"""Room of Wherefore: learner."""
