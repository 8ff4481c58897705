"""A language model as one more voter: counted where it is readable, left out where it is not, and never a reason to fail."""

from datetime import UTC, datetime

from evals.scripted import Scripted
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.diagnosis.labels import Given, Label, Labeller
from tutor.llm import open_gateway, open_vote
from tutor.settings import Settings

LABELS = [
    Label("tops", "adds the tops and the bottoms"),
    Label("keep", "keeps the tops"),
    Label("sign", "drops the minus sign"),
]
SHOWN = [
    Given("1/2 + 1/3", "2/5", label="tops"),
    Given("1/2 + 1/4", "2/4", label="keep"),
    Given("-2 + 5", "7", label="sign"),
]
ASKED = Given("2/3 + 1/4", "3/7")


def ranked(content: Catalog, *replies: str | Exception) -> tuple[list[tuple[str, float]], Scripted]:
    script = Scripted(replies)
    gateway = open_gateway(
        Settings(llm_quick="openai/fake", _env_file=None),  # type: ignore[call-arg]
        note=lambda line: None,
        spent_usd=lambda since: 0.0,
        clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
        transport=script,
    )
    labeller = Labeller(LABELS, SHOWN, Matcher(content), vote=open_vote(gateway))
    return labeller.rank([ASKED])[0], script


def test_a_vote_is_counted_and_shares_still_sum_to_one(content: Catalog) -> None:
    plain = Labeller(LABELS, SHOWN, Matcher(content)).rank([ASKED])[0]
    voted, script = ranked(content, '{"labels": ["sign", "keep", "nonsense"]}')
    assert plain[0][0] == "tops"
    assert dict(voted)["sign"] > dict(plain)["sign"]
    assert abs(sum(share for _, share in voted) - 1) < 1e-9
    assert "2/3 + 1/4" in script.requests[0].messages[-1]["content"]


def test_without_a_usable_vote_the_ranking_is_as_it_was(content: Catalog) -> None:
    plain = Labeller(LABELS, SHOWN, Matcher(content)).rank([ASKED])[0]
    for replies in (["Hello!", "still no JSON"], ['{"labels": []}'], ['{"labels": ["nonsense"]}']):
        voted, _ = ranked(content, *replies)
        assert voted == plain
