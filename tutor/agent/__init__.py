"""The tutor's turn as a graph. Read `graph` first; `take_turn` runs it."""

from tutor.agent.graph import TutorGraph, build_graph
from tutor.agent.state import Parts
from tutor.agent.turn import resume, take_turn
