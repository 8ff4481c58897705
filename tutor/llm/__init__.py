"""The only door to language models: `open_gateway` gives the one way to ask, `load_prompts` reads what is asked."""

from tutor.llm.gateway import Gateway, open_gateway, open_vote
from tutor.llm.prompts import load_prompts
