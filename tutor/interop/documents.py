"""Files that people bring, read as plain text: txt, md, html, docx, pdf. Nothing of them is kept."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from zipfile import is_zipfile

from tutor.errors import TutorError

LARGEST = 10_000_000
MOST_PAGES = 40
_BLOCK = re.compile(r"(?i)</?(?:p|div|li|h[1-6]|br|tr|section|article|blockquote)\b[^>]*>")


def read_document(name: str, content: bytes) -> str:
    """Return the text of a file, paragraphs apart. Raises TutorError that says what is wrong and what to do."""
    ending = Path(name).suffix.lower()
    if ending not in _READERS:
        known = ", ".join(sorted(filter(None, _READERS)))
        raise TutorError(f"{name}: files that end in {ending or 'nothing'} cannot be read. Give {known}.")
    if len(content) > LARGEST:
        raise TutorError(f"{name}: more than {LARGEST // 1_000_000} MB. Give the part that is needed.")
    try:
        text = _READERS[ending](content)
    except TutorError as error:
        raise TutorError(f"{name}: {error}") from None
    if not text.strip():
        scanned = " It may be a scan: pictures of pages have no text." if ending == ".pdf" else ""
        raise TutorError(f"{name}: there is no text in it.{scanned} Paste the text instead.")
    return text


def _plain(content: bytes) -> str:
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _markdown(content: bytes) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", _plain(content))
    return re.sub(r"^\s*>\s?|^#{1,6}\s+|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", text, flags=re.MULTILINE)


def _html(content: bytes) -> str:
    text = re.sub(r"(?is)<(script|style|head|nav)\b.*?</\1>|<!--.*?-->", "", _plain(content))
    text = _BLOCK.sub("\x00", re.sub(r"\s+", " ", text))
    return re.sub(r"(?:\s*\x00\s*)+", "\n\n", unescape(re.sub(r"<[^>]*>", "", text))).strip()


def _docx(content: bytes) -> str:
    from docx import Document

    if not is_zipfile(io.BytesIO(content)):
        raise TutorError("it cannot be opened as a Word file. Save it anew.")
    told = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    return "\n\n".join(filter(str.strip, told))


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(io.BytesIO(content)).pages
        if len(pages) > MOST_PAGES:
            raise TutorError(f"{len(pages)} pages; at most {MOST_PAGES} are read. Give the pages that are needed.")
        return "\n\n".join(page.extract_text() for page in pages)
    except PyPdfError:
        raise TutorError("it cannot be opened as a PDF file. Save it anew.") from None


_READERS: dict[str, Callable[[bytes], str]] = {
    "": _plain, ".txt": _plain, ".md": _markdown, ".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf,
}  # fmt: skip
