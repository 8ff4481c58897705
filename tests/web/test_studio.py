import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.services import Services

SKILL = "maths.fractions.add-unlike"
STATIC = Path(__file__).parents[2] / "tutor" / "web" / "static"
TEXT = (
    "The old lighthouse stood alone upon the windswept promontory, and every evening its keeper climbed the spiral staircase. "
    "He lit the lamp. The ships saw it from far away, and they knew which way to go in the dark. One night the wind was strong. "
    "A small boat came near the rocks, but the light was bright, and the people in the boat turned back in time."
)


def page(client: TestClient, path: str = "/studio", **asked: Any) -> str:
    reply = client.get(path, params=asked or None)
    assert reply.status_code == 200, reply.text
    return reply.text


def links(text: str, label: str) -> list[str]:
    """The addresses of the links that are called so, by their text or their aria-label."""
    found = re.findall(r"<a ([^>]*)>(.*?)</a>", text, flags=re.S)
    named = [
        attributes
        for attributes, inner in found
        if label in (inner.strip(), *re.findall(r'aria-label="([^"]*)"', attributes))
    ]
    return [unescape(re.findall(r'href="([^"]*)"', attributes)[0]) for attributes in named]


def ids(client: TestClient, address: str) -> list[str]:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return [item["id"] for item in client.get("/api/v1/items", params=asked).json()]


@pytest.mark.parametrize("path", ["/studio", "/studio/reading", "/studio/jobs"])
def test_a_first_load_stays_under_100_kilobytes(client: TestClient, path: str) -> None:
    own = [STATIC / name for name in ("studio.css", "studio.js", "icon.svg")]
    assert len(page(client, path).encode()) + sum(file.stat().st_size for file in own) < 100_000


@pytest.mark.parametrize(
    "path",
    ["/studio", f"/studio?skill={SKILL}", "/studio/reading", "/studio/reading?topic=science.moon", "/studio/jobs"],
)
def test_every_page_has_one_heading_and_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    text = page(client, path)
    assert text.count("<h1") == 1
    assert 'lang="en"' in text
    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', text) == []
    assert " style=" not in text
    assert "onclick" not in text


def test_the_list_is_grouped_and_searched_without_javascript(client: TestClient) -> None:
    everything = page(client)
    assert everything.count("<legend>") >= 11
    found = page(client, q="decimals compare")
    assert 'value="maths.decimals.compare"' in found
    assert found.count('type="radio"') < 4
    assert "Nothing in this list" in page(client, q="zebra crossing")
    assert 'value="5.NF"' in page(client, by="standard")
    assert "maths.decimals.longer-is-larger" in page(client, by="misconception")


def test_items_are_typeset_with_key_options_solution_hints_and_receipt_in_plain_words(client: TestClient) -> None:
    text = page(client, skill=SKILL, n=4, kind="choice")
    assert text.count('class="item"') == 4
    assert "<math" in text
    assert "Add fractions with different bottom numbers" in text
    assert "do the tops and then do the bottoms" in text
    for words in (
        "Worked solution",
        "Hints",
        "The key was found twice",
        "By reading the finished question",
        "10 of 10 checks passed",
    ):
        assert text.count(words) >= 4
    assert "`" not in re.sub(r"<script.*?</script>", "", text)
    assert "<svg" in page(client, skill="maths.functions.slope-two-points", n=4)


@pytest.mark.parametrize("kind", ["number", "multiple", "true_false", "error", "step", "order", "match", "mixed"])
def test_items_of_every_kind_are_shown(client: TestClient, kind: str) -> None:
    assert page(client, skill=SKILL, n=3, kind=kind).count('class="item"') == 3


def test_an_item_can_be_dropped_or_redrawn_and_the_address_keeps_it_so(client: TestClient) -> None:
    text = page(client, skill=SKILL, n=4, kind="choice")
    whole = ids(client, links(text, "JSON")[0])
    dropped = links(text, "Drop item 2")[0]
    assert ids(client, links(page(client, dropped), "JSON")[0]) == [whole[0], *whole[2:]]
    redrawn = page(client, links(text, "Redraw item 2")[0])
    now = ids(client, links(redrawn, "JSON")[0])
    assert (now[0], now[2:]) == (whole[0], whole[2:])
    assert now[1] not in whole
    again = ids(client, links(page(client, links(redrawn, "Redraw item 2")[0]), "JSON")[0])
    assert again[1] not in {*whole, now[1]}
    bands = [re.findall(r"Difficulty (\d) of 3", shown) for shown in (text, redrawn)]
    assert bands[0] == bands[1]


def test_every_format_can_be_downloaded(client: TestClient) -> None:
    text = page(client, skill=SKILL, n=2)
    for label in (
        "PDF",
        "PDF, large print",
        "Word",
        "QTI 1.2",
        "QTI 2.1",
        "QTI 3.0",
        "GIFT (Moodle)",
        "Table (CSV)",
        "JSON",
    ):
        reply = client.get(links(text, label)[0])
        assert reply.status_code == 200, label
        assert len(reply.content) > 300


def test_more_than_is_possible_is_answered_with_what_is_possible(client: TestClient) -> None:
    text = page(client, skill=SKILL, n=5000, kind="match")
    assert "There are not that many" in text
    possible = re.findall(r"(\d+) different items are possible", text)[0]
    assert links(text, f"Make {possible}")
    assert 'class="item"' in text
    assert links(text, "Any kind instead")


def test_a_redraw_beyond_the_last_item_keeps_the_others(client: TestClient) -> None:
    text = page(client, skill=SKILL, kind="match", n=4, picks="0,1,2,999")
    assert text.count('class="item"') == 3
    assert "There are not that many" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"skill": "maths.fractions.add-unlik"}, "Add fractions with different bottom numbers"),
        ({"standard": "5.NF.Z"}, "Did you mean one of these?"),
        ({"misconception": "maths.decimals.longer-is-large"}, "Did you mean one of these?"),
        ({"skill": "zebra"}, "We do not know “zebra”"),
        ({"skill": SKILL, "interest": "sprots"}, "We do not know “sprots”"),
        ({"skill": SKILL, "n": "many"}, "The number of items is a whole number"),
        ({"skill": SKILL, "n": "0", "band": "9"}, "The difficulty is 1, 2 or 3"),
        ({"skill": SKILL, "kind": "essay"}, "There is no such kind"),
        ({"skill": SKILL, "picks": "1,,2"}, "Make the items again"),
        ({"standard": "5.NF", "set": "exit"}, "An exit ticket is for one skill"),
        ({"skill": SKILL, "misconception": "x"}, "One thing at a time"),
        ({"skill": "<script>alert(1)</script>"}, "&lt;script&gt;alert(1)"),
    ],
)
def test_what_cannot_be_made_is_answered_kindly_with_what_to_do(
    client: TestClient, asked: dict[str, str], said: str
) -> None:
    text = page(client, **asked)
    assert 'class="problem"' in text
    assert said in text
    assert "Traceback" not in text
    assert 'class="item"' not in text
    assert "<script>alert" not in text


def test_a_passage_shows_level_hard_words_questions_and_receipt(client: TestClient) -> None:
    text = page(client, "/studio/reading", topic="science.moon", grade=5, words=150)
    for words in (
        "±",
        "<mark>",
        'class="hard"',
        "Questions",
        "Where the facts come from",
        "checks passed",
        "Coleman-Liau",
    ):
        assert words in text
    for label in ("PDF", "Word", "Web page", "Markdown", "JSON"):
        assert client.get(links(text, label)[0]).status_code == 200


def test_a_level_set_stands_side_by_side_paragraph_by_paragraph(client: TestClient) -> None:
    text = page(client, "/studio/reading", topic="science.moon", grade=5, words=150, level_set=1)
    heads = text.count('<th scope="col">')
    assert 3 <= heads <= 5
    assert text.count("<td>") % heads == 0
    assert "<td></td>" not in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"topic": "the mooon"}, "The Moon"),
        ({"topic": "science.moon", "focus": "cheese"}, "We do not know “cheese”"),
        ({"topic": "science.moon", "grade": "99"}, "The grade is a number from 1 to 12"),
        ({"topic": "science.moon", "words": "few"}, "from 40 to 2,000 words"),
    ],
)
def test_a_passage_that_cannot_be_written_is_answered_kindly(
    client: TestClient, asked: dict[str, str], said: str
) -> None:
    text = page(client, "/studio/reading", **asked)
    assert 'class="problem"' in text
    assert said in text


def test_a_teachers_own_text_is_measured_and_made_easier_and_not_kept(client: TestClient, services: Services) -> None:
    measured = client.post("/studio/reading", data={"text": TEXT}).text
    assert "<mark>promontory</mark>" in measured
    assert "± " in measured
    easier = client.post("/studio/reading", data={"text": TEXT, "grade": "2", "act": "level"}).text
    assert "What was changed" in easier
    kept = [path for path in services.settings.home.rglob("*") if path.is_file() and b"windswept" in path.read_bytes()]
    assert kept == []


LONG = (
    "The old harbor was built by the merchants of the town, and it was repaired in 1850. Numerous ships arrived in Riga in 1901. "
    * 3
)


def test_a_file_is_read_and_stands_beside_its_levels_and_can_be_downloaded(client: TestClient) -> None:
    given = {"file": ("harbor.txt", LONG.encode(), "text/plain")}
    text = client.post("/studio/reading", data={"grade": "3", "act": "set", "english": "1"}, files=given).text
    assert text.count('<th scope="col">') >= 2
    for words in (
        "as it was",
        "What was changed",
        "was repaired in 1850",
        "Ways to begin an answer",
        "As it is read aloud",
        "Receipt",
    ):
        assert words in text
    for name, kind in (
        ("pdf", "application/pdf"),
        ("docx", "officedocument"),
        ("md", "markdown"),
        ("html", "html"),
        ("json", "json"),
    ):
        reply = client.post("/studio/reading", data={"text": LONG, "grade": "3", "act": name})
        assert (reply.status_code, kind in reply.headers["content-type"], len(reply.content) > 500) == (200, True, True)


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("scan.pdf", b"%PDF-1.4 nothing", "cannot be opened as a PDF"),
        ("picture.png", b"\x89PNG", "cannot be read"),
        ("a.docx", b"PK\x03\x04 broken", "cannot be opened as a Word file"),
        ("photo.txt", b"\xff\xd8\x00\x00", "it is no text"),
        ("empty.txt", b" ", "there is no text in it"),
        (
            "es.txt",
            "El río nace en las montañas y corre hacia el mar, donde los barcos esperan la marea de la tarde. ".encode()
            * 3,
            "English",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_kindly(client: TestClient, name: str, held: bytes, said: str) -> None:
    text = client.post("/studio/reading", data={"act": "level"}, files={"file": (name, held, "x/y")}).text
    assert 'class="problem"' in text
    assert said in text


def test_a_text_that_is_not_for_children_is_refused(client: TestClient) -> None:
    text = client.post("/studio/reading", data={"text": f"{LONG} They watched porn.", "act": "level"}).text
    assert "not for children" in text
    assert "What was changed" not in text


@pytest.mark.parametrize(
    "text",
    ["", "Roses are red", "x = 3", "the the " * 20_000, "<b>bold</b> " * 3],
    ids=["none", "short", "maths", "long", "tags"],
)
def test_a_text_that_cannot_be_measured_is_answered_kindly(client: TestClient, text: str) -> None:
    reply = client.post("/studio/reading", data={"text": text})
    assert reply.status_code == 200
    assert 'class="problem"' in reply.text
    assert "<b>bold" not in reply.text


def test_a_large_set_is_ordered_and_deleted_without_javascript(client: TestClient) -> None:
    offer = page(client, skill=SKILL, n=300)
    assert "All 300 as" in offer
    ordered = client.post("/studio/jobs", data={"what": "items", "skill": SKILL, "n": "201", "format": "csv"})
    assert ordered.url.path == "/studio/jobs"
    assert f"201 items: {SKILL}" in ordered.text
    (address,) = re.findall(r'action="(/studio/jobs/[^"]+/delete)"', ordered.text)
    assert "Nothing has been ordered yet" in client.post(address).text


@pytest.mark.parametrize(
    "wanted",
    [
        {"what": "items", "skill": "zebra"},
        {"what": "items", "skill": SKILL, "n": "x"},
        {"what": "passages", "grade": "99"},
        {},
        {"what": "items"},
    ],
)
def test_a_large_set_that_cannot_be_made_is_answered_kindly(client: TestClient, wanted: dict[str, str]) -> None:
    reply = client.post("/studio/jobs", data=wanted)
    assert reply.status_code == 200
    assert wanted == {} or 'class="problem"' in reply.text


def test_pages_of_other_sites_may_not_order_anything(client: TestClient) -> None:
    reply = client.post("/studio/jobs", data={"what": "passages"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403


def test_the_students_page_leads_teachers_to_the_studio(client: TestClient) -> None:
    assert '<a href="/studio">' in client.get("/").text


ODD = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1e9",
        "nan",
        "inf",
        "x",
        "\x00",
        "5.NF",
        SKILL,
        "science.moon",
        "0,0,0",
        "9,999",
        "A",
        "<b>",
        "é" * 50,
    ]
)
FIELDS = (
    "skill",
    "standard",
    "misconception",
    "by",
    "q",
    "n",
    "seed",
    "band",
    "kind",
    "set",
    "form",
    "interest",
    "picks",
    "format",
)
READING = ("topic", "grade", "words", "interest", "focus", "level_set", "seed", "format")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=4),
    st.dictionaries(st.sampled_from(READING), ODD, max_size=3),
)
def test_no_address_makes_a_page_fail(client: TestClient, of_items: dict[str, str], of_reading: dict[str, str]) -> None:
    assert client.get("/studio", params={"skill": SKILL, "n": "2"} | of_items).status_code == 200
    assert (
        client.get("/studio/reading", params={"topic": "science.moon", "words": "80"} | of_reading).status_code == 200
    )


def test_odd_forms_are_answered_kindly(client: TestClient) -> None:
    for data in ({"grade": "nan", "text": TEXT}, {"grade": "x"}, {"act": "maybe", "text": TEXT}):
        reply = client.post("/studio/reading", data=data)
        assert reply.status_code in (200, 422)
        assert reply.headers["content-type"].startswith("text/html")
    assert client.post("/studio/jobs/nothing/delete").status_code == 200
    assert client.post("/studio/jobs", data={"what": "items", "skill": SKILL, "strange": "1"}).status_code == 200
