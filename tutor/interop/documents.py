"""Files that people bring, read as plain text: txt, md, html, docx, pdf. Nothing of them is kept."""

import io
import re
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

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
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_wide and b"\0" in content[:4096]:
        raise TutorError("it is no text, whatever its name says. Save it as txt, docx or pdf.")
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding).replace("\r\n", "\n")
    return content.decode("utf-8", errors="replace")


def _markdown(content: bytes) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", _plain(content))
    return re.sub(r"^\s*>\s?|^#{1,6}\s+|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", text, flags=re.MULTILINE)


def _html(content: bytes) -> str:
    text = re.sub(r"(?is)<(script|style|head|nav)\b.*?</\1>|<!--.*?-->", "", _plain(content))
    text = _BLOCK.sub("\x00", re.sub(r"\s+", " ", text))
    return re.sub(r"(?:\s*\x00\s*)+", "\n\n", unescape(re.sub(r"<[^>]*>", "", text))).strip()


def _docx(content: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        if sum(one.file_size for one in ZipFile(io.BytesIO(content)).infolist()) > 10 * LARGEST:
            raise TutorError("it is too large once it is unpacked. Give the part that is needed.")
        told = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise TutorError("it cannot be opened as a Word file. Save it anew.") from None
    return "\n\n".join(filter(str.strip, told))


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TutorError("it is locked with a password. Save it without one.")
        if (size := len(reader.pages)) > MOST_PAGES:
            raise TutorError(f"{size} pages; at most {MOST_PAGES} are read. Give the pages that are needed.")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, NotImplementedError, KeyError, ValueError, TypeError, AttributeError):
        raise TutorError("it cannot be opened as a PDF file. Save it anew.") from None
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)


_READERS: dict[str, Callable[[bytes], str]] = {
    "": _plain, ".txt": _plain, ".md": _markdown, ".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf,
}  # fmt: skip
