"""The picture in the docstring is the graph that runs."""

import re
from itertools import pairwise

from tutor.agent import graph


def test_the_docstring_names_every_node_in_its_order() -> None:
    nodes = [name for name in graph.build_graph().get_graph().nodes if not name.startswith("__")]
    picture = re.findall(r"^(\w+)  +\S", graph.__doc__ or "", re.M)
    assert picture == [name for name in nodes if name != "fall_back"]
    assert "fall back" in (graph.__doc__ or "")


def test_the_picture_goes_the_way_of_the_edges() -> None:
    drawn = graph.build_graph().get_graph()
    edges = {(edge.source, edge.target) for edge in drawn.edges}
    line = next(line for line in (graph.__doc__ or "").splitlines() if "perceive ->" in line)
    steps = [step.strip() for step in line.split("->")]
    assert set(pairwise(steps)) <= edges
    assert {("check", "compose"), ("check", "fall_back"), ("fall_back", "record")} <= edges
