"""Room of Wherefore: llm."""
