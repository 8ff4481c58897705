"""The tutor's turn, as a graph. Read this file to know the product; each node is an adapter in `nodes` onto a pure function.

    perceive -> diagnose -> learn -> choose -> retrieve -> compose -> check -> record
                                                              ^         |
                                                              |  repair | (once, and only what a language model wrote)
                                                              +---------+-> fall back -> record

perceive    what is this message: an attempt, a question, a worry? Personal data is removed here.
diagnose    right or wrong, and which belief explains it, with innocence always weighed.
learn       the learner's state after this attempt.
choose      one teaching move.
retrieve    the pages it may quote.
compose     the reply: by the language model where there is one, else from our own lines.
check       true, no answer given away, sources real, tone kind. What fails is repaired once, then replaced.
record      the turn, its events and the new state, in one transaction; doing it twice changes nothing.
"""

from itertools import pairwise

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from tutor.agent import nodes
from tutor.agent.state import Parts, TurnState

TutorGraph = CompiledStateGraph[TurnState, Parts, TurnState, TurnState]

STEPS = ("perceive", "diagnose", "learn", "choose", "retrieve", "compose", "check")


def build_graph(checkpointer: BaseCheckpointSaver[str] | None = None) -> TutorGraph:
    """Return the compiled graph of one turn; `Parts` is given as the run's context."""
    graph = StateGraph(TurnState, context_schema=Parts)
    for name in (*STEPS, "fall_back", "record"):
        graph.add_node(name, getattr(nodes, name))
    for before, after in pairwise((START, *STEPS)):
        graph.add_edge(before, after)
    graph.add_conditional_edges(
        "check", nodes.after_check, {"pass": "record", "repair": "compose", "replace": "fall_back"}
    )
    graph.add_edge("fall_back", "record")
    graph.add_edge("record", END)
    return graph.compile(checkpointer=checkpointer)
