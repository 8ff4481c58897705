import shutil
from pathlib import Path

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
