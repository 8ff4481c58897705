"""Room of Wherefore: agent."""
