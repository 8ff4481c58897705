"""Files that people bring are read as text, or refused with a cure."""

import io

import docx
import pytest
import typst

from tutor.errors import TutorError
from tutor.interop.documents import read_document

TOLD = ["A first paragraph about bees.", "A second one about honey."]


def word_file() -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    for line in TOLD:
        document.add_paragraph(line)
    document.save(kept)
    return kept.getvalue()


def pdf_file(text: str) -> bytes:
    made = typst.compile(text.encode())
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "\r\n\r\n".join(TOLD).encode()),
        ("a.md", f"{TOLD[0]}\n\n**{TOLD[1][:8]}**{TOLD[1][8:]}".encode()),
        (
            "a.html",
            f"<head><style>p {{}}</style></head><p>{TOLD[0]}</p><script>x()</script><p>A <b>second</b> one about honey.</p>".encode(),
        ),
        ("a.docx", word_file()),
        ("a.pdf", pdf_file("\n\n".join(TOLD))),
    ],
)
def test_every_kind_of_file_gives_its_text(name: str, content: bytes) -> None:
    flat = " ".join(read_document(name, content).split())
    assert flat == " ".join(TOLD)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("scan.pdf", pdf_file("#rect()"), "scan"),
        ("book.pdf", pdf_file("#for i in range(60) { pagebreak(weak: false) }"), "pages; at most"),
        ("a.docx", b"not a word file", "cannot be opened"),
        ("a.odt", b"x", "cannot be read"),
        ("a.docx", b"PK\x05\x06" + b"\0" * 18, "cannot be opened"),
        ("a.pdf", b"%PDF-1.7 and then nothing", "cannot be opened"),
        ("a.txt", b"\x89PNG\0\0", "no text, whatever"),
        ("a.txt", b"  ", "no text"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_what_to_do(name: str, content: bytes, why: str) -> None:
    with pytest.raises(TutorError, match=why):
        read_document(name, content)


def test_text_files_of_other_programs_are_read() -> None:
    assert read_document("a.txt", "“Bees”".encode("cp1252")) == "“Bees”"
    assert read_document("a.txt", "Bees".encode("utf-16")) == "Bees"
    assert read_document("a.txt", "\ufeffBees".encode()) == "Bees"
