"""The long run of `hostile`: each language model that the suite ships, a chunk of turns at a time and all in turn; it goes on where it was.

`python -m evals.hostile_long FOLDER [CHUNKS]`: a file a chunk in FOLDER, then what came of all of them.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.hostile import Seen, held_to
from evals.results import Run
from evals.writers import BENIGN, HOSTILE, writer
from tutor.services import build
from tutor.settings import Settings

EACH, CHUNKS, QUIET = 250, 8, "offline"


def chunks(run: Run, folder: Path, count: int = CHUNKS, each: int = EACH) -> Iterator[tuple[str, Seen]]:
    """Yield (language model, what came of a chunk), from its file where it is there; the chunk's number is its seed."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(1, count + 1):
        for name in (QUIET, *HOSTILE, BENIGN):
            path = folder / f"{name.replace(' ', '-')}.{seed}.json"
            if not path.is_file():
                seen = held_to(Run(run.services, seed=seed), None if name == QUIET else writer(name, seed), each)
                path.write_text(json.dumps(vars(seen)), encoding="utf-8")
            yield name, Seen(**json.loads(path.read_text(encoding="utf-8")))


def told(total: dict[str, Seen]) -> Iterator[str]:
    """Yield a line for each language model: turns, what reached a student, and the share of its words that was used."""
    for name, seen in total.items():
        asked = sum(seen.used) + sum(seen.replaced)
        bad = {one: sum(getattr(seen, one)) for one in ("false", "leaked", "unsafe", "misled", "broke")}
        shares = {one: round(sum(getattr(seen, one)) / max(1, asked), 3) for one in ("used", "repaired", "replaced")}
        yield f"{name}: {len(seen.false)} turns, {bad}, of {asked} asked {shares}"


def main(folder: Path, count: int = CHUNKS) -> None:
    """Run what is missing and print what came of all."""
    total = dict[str, Seen]()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        run = Run(build(Settings(home=Path(home), _env_file=None)))
        for name, seen in chunks(run, folder, count):
            total.setdefault(name, Seen()).add(seen)
    print("\n".join(told(total)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
