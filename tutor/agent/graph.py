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

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from tutor.agent import nodes
from tutor.agent.state import Parts, TurnState

TutorGraph = CompiledStateGraph[TurnState, Parts, TurnState, TurnState]


def build_graph(checkpointer: BaseCheckpointSaver[str] | None = None) -> TutorGraph:
    """Return the compiled graph of one turn; `Parts` is given as the run's context."""
    graph = StateGraph(TurnState, context_schema=Parts)
    graph.add_node("perceive", nodes.perceive)
    graph.add_node("diagnose", nodes.diagnose)
    graph.add_node("learn", nodes.learn)
    graph.add_node("choose", nodes.choose)
    graph.add_node("retrieve", nodes.retrieve)
    graph.add_node("compose", nodes.compose)
    graph.add_node("check", nodes.check)
    graph.add_node("fall_back", nodes.fall_back)
    graph.add_node("record", nodes.record)

    graph.add_edge(START, "perceive")
    graph.add_edge("perceive", "diagnose")
    graph.add_edge("diagnose", "learn")
    graph.add_edge("learn", "choose")
    graph.add_edge("choose", "retrieve")
    graph.add_edge("retrieve", "compose")
    graph.add_edge("compose", "check")
    graph.add_conditional_edges(
        "check", nodes.after_check, {"pass": "record", "repair": "compose", "replace": "fall_back"}
    )
    graph.add_edge("fall_back", "record")
    graph.add_edge("record", END)
    return graph.compile(checkpointer=checkpointer)
