import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.domain import Segment, TutorReply
from tutor.errors import LlmUnreadable
from tutor.llm.prompts import parse, plain, schema_of

JSON = '{"segments": [{"kind": "said", "text": "Hi {you}", "source": ""}]}'
REPLY = TutorReply(segments=(Segment(kind="said", text="Hi {you}"),))


@pytest.mark.parametrize(
    "text",
    [
        JSON, f"```json\n{JSON}\n```", f"Sure, here: {JSON} I hope {{it}} helps.", f"{{thinking}} {JSON}", f"<think>{{}}</think>{JSON}",
        f"\ufeff {JSON}",
    ],
    ids=["bare", "fenced", "chatter", "braces before", "thoughts", "mark"],
)  # fmt: skip
def test_json_is_found_whatever_stands_around_it(text: str) -> None:
    assert parse(text, TutorReply) == REPLY


@pytest.mark.parametrize("rest", [', {"kind": "said", "text": "and the', ', {"kind": "sa', ", ", ""])
def test_of_a_reply_that_is_cut_off_the_whole_segments_are_kept(rest: str) -> None:
    assert parse(JSON[: JSON.rindex("]")] + rest, TutorReply) == REPLY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON"),
        ("Hello", "no JSON"),
        ('{"segments": [', "does not end"),
        ('{"segments": [{"kind": "said", "text": 5}]}', "segments.0.text"),
        ('{"segments": [{"kind": "sung", "text": "a"}]}', "segments.0.kind"),
        ('{"segments": [], "mood": "glad"}', "mood"),
        ('{"segments": [{"kind": "said", "text": "\\ud800"}]}', "segments|Invalid|JSON|it"),
        ("{" * 5000, "does not end"),
        ("[" * 25_000, "characters"),
    ],
)
def test_what_does_not_fit_is_told_why(text: str, reason: str) -> None:
    with pytest.raises(LlmUnreadable, match=reason):
        parse(text, TutorReply)


@given(st.text(max_size=200))
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(LlmUnreadable):
        parse(text, TutorReply)


def test_plain_text_is_cleaned_and_never_empty() -> None:
    assert plain(" Hello\x00 \n") == "Hello"
    with pytest.raises(LlmUnreadable):
        plain(" \x00 ")


def test_the_schema_requires_every_field_and_forbids_others() -> None:
    schema = schema_of(TutorReply)
    assert schema["required"] == ["segments"]
    assert schema["$defs"]["Segment"]["required"] == ["kind", "text", "source"]
    assert schema["$defs"]["Segment"]["additionalProperties"] is False
    assert "description" not in str(schema)
