"""Takes one turn in a process of its own and is killed in the node that is named: `python restart.py HOME NODE`."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.agent import nodes
from tutor.services import build
from tutor.settings import Settings


class NoPages:
    def search(self, query: str, **filters: object) -> list[object]:
        return []


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    home, node = sys.argv[1:]
    setattr(nodes, node, die)
    services = build(Settings(home=Path(home)))
    vars(services)["index"] = NoPages()
    services.clock = lambda: datetime(2026, 3, 2, 8, tzinfo=UTC)
    services.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1")
