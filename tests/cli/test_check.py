import shutil
from pathlib import Path

import pytest

from tutor.catalog import content_folder
from tutor.cli.check import _findings
from tutor.services import build
from tutor.settings import Settings


def test_faults_of_the_cues_are_said_with_the_others(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_folder(), content)
    cues = content / "standards" / "cues.yaml"
    cues.write_text(
        cues.read_text(encoding="utf-8") + "  - {about: Nothing known, when: nothing, codes: {3.OA.A.1: 1}}\n"
    )
    services = build(Settings(home=tmp_path / "home", content=content))
    found = next(finding for finding in _findings(services) if finding.check == "cues")
    assert found.outcome == "fail"
    assert "cues.Nothing known: unknown features nothing. Correct it." in found.what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("id: science.moon", "ids: science.moon", "id: Field required"),
        ("source: nasa", "source: hearsay", "there is no source hearsay"),
    ],
    ids=["a sheet that cannot be read", "a sheet at odds with itself"],
)
def test_faults_of_the_topics_are_said_with_the_others(tmp_path: Path, old: str, new: str, what: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_folder(), content)
    sheet = content / "reading" / "topics" / "moon.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    services = build(Settings(home=tmp_path / "home", content=content))
    found = next(finding for finding in _findings(services) if finding.check == "topics")
    assert found.outcome == "fail"
    assert what in found.what


def test_faults_of_the_words_around_passages_are_said(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_folder(), content)
    words = content / "reading" / "words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("starters:", "beginnings:", 1), encoding="utf-8")
    found = [
        one for one in _findings(build(Settings(home=tmp_path / "home", content=content))) if one.check == "reading"
    ]
    assert any("words.yaml" in one.what and "starters" in one.what for one in found)
