"""Passages on paper: the text, the questions, and the key on a page of its own."""

import io
import json
import re

import docx
import pypdf
import pytest

from tutor.catalog.reading import load_reading_words
from tutor.catalog.topics import load_topics
from tutor.domain import Passage
from tutor.errors import NotFound
from tutor.generation.reading import Shelf, Wish, make_passage
from tutor.interop.passages import write_passages


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(load_topics(), load_reading_words())


@pytest.fixture(scope="module")
def made(shelf: Shelf) -> Passage:
    return make_passage(shelf, Wish("science.honeybees", 5, 200))


def test_json_reads_back_as_the_passage(made: Passage, shelf: Shelf) -> None:
    assert Passage.model_validate_json(write_passages([made], "json", shelf.words.labels)) == made
    assert len(json.loads(write_passages([made], "json", shelf.words.labels, is_set=True))) == 1


@pytest.mark.parametrize("format", ["md", "html"])
def test_text_formats_hold_every_paragraph_question_and_source(made: Passage, shelf: Shelf, format: str) -> None:
    page = write_passages([made], format, shelf.words.labels).decode().replace("&#39;", "'").replace("&#34;", '"')
    wanted = [
        *(one.text for one in made.sections),
        *(one.question for one in made.questions),
        *made.sources,
        made.key_words[0],
    ]
    assert [one for one in wanted if one not in page] == []
    assert page.index(made.questions[-1].question) < page.index(
        f"{made.questions[0].key}</b>" if format == "html" else f". {made.questions[0].key}**"
    )


def test_html_escapes_what_is_in_a_text(made: Passage, shelf: Shelf) -> None:
    page = write_passages(
        [made.model_copy(update={"title": "<script>x</script>"})], "html", shelf.words.labels
    ).decode()
    assert "<script>" not in page


def test_pdf_and_word_hold_the_text_and_the_key_on_a_later_page(made: Passage, shelf: Shelf) -> None:
    pages = [
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(write_passages([made], "pdf", shelf.words.labels))).pages
    ]
    flat = re.sub(r"\s+", " ", pages[0])
    assert made.sections[0].text.split(".")[0] in flat
    key = next(number for number, page in enumerate(pages) if page.startswith("Key"))
    assert key > 0
    written = docx.Document(io.BytesIO(write_passages([made], "docx", shelf.words.labels)))
    told = [paragraph.text for paragraph in written.paragraphs]
    assert all(section.text in told for section in made.sections)


def test_an_unknown_format_offers_the_nearest(made: Passage, shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="docx"):
        write_passages([made], "doc", shelf.words.labels)
