"""Checks of a draft, one after the other. What each of them looks at is left to `item`, `passage` and `reply`."""

from collections.abc import Callable, Mapping
from typing import Any

from tutor.domain import Finding, Outcome
from tutor.errors import CannotCheck, ParseError
from tutor.maths.tables import table

Checks = Mapping[str, Callable[..., str]]
"""Checks by name. One returns what is wrong, "" where all is well, and raises CannotCheck where that cannot be decided."""


def checked(kind: str, checks: Checks, *draft: Any, where: str = "") -> list[Finding]:
    """Return one finding per check, in order, each that is no `pass` with its cure (checks.yaml, under the kind of draft)."""
    findings = []
    for name, check in checks.items():
        outcome: Outcome
        try:
            what = check(*draft)
            outcome = "fail" if what else "pass"
        except CannotCheck as error:
            outcome, what = "unchecked", str(error)
        except ParseError as error:
            outcome, what = "fail", str(error)
        cure = "" if outcome == "pass" else table("verify", "checks")[kind][name]
        findings.append(Finding(check=name, outcome=outcome, where=where, what=what, cure=cure))
    return findings
