"""Speed and size of the whole product, offline and warm, beside the budgets. Run by `make bench`; nothing here is a unit test."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tutor.services import Services, build
from tutor.settings import Settings

TUTOR = str(Path(sys.executable).parent / "tutor")
PORT = 8765
URL = f"http://127.0.0.1:{PORT}/api/v1"
TURNS, USERS, TURNS_A_USER, ROWS = 240, 8, 15, 3000
CONVERSATION = (
    "what's {a}/{b} + {c}/{d}? i got {e}/{f}",
    "i added the tops and the bottoms",
    "idk",
    "is it {a}/{f}",
    "give me another one",
    "{e}/{b}",
    "{g} - {h} = {i}",
    "how do i do this",
    "{a}.{b} + {c}.{d}",
    "{e}.{f}",
)


def messages(seed: int) -> Iterator[str]:
    """Yield the messages of conversations that never end, with fresh numbers in each."""
    random = Random(seed)
    for line in cycle(CONVERSATION):
        small = {name: random.randint(2, 9) for name in "abcdef"}
        yield line.format(**small, g=random.randint(300, 900), h=random.randint(100, 299), i=random.randint(50, 700))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def turns(services: Services) -> tuple[float, float]:
    """Return the median and 95th percentile of a turn in milliseconds, one learner after the other."""
    spent = []
    for number, message in enumerate(islice(messages(1), TURNS)):
        learner = f"bench{number // len(CONVERSATION)}"
        spent.append(timed(lambda learner=learner, message=message: services.take_turn(learner, message)) * 1000)  # type: ignore[misc]
    warm = spent[len(CONVERSATION) :]
    return statistics.median(warm), percentile(warm, 0.95)


@contextmanager
def fresh_home() -> Iterator[Path]:
    """Yield a home folder with the built index and embedder of the set one, but with a store of its own."""
    built = build()
    _ = built.index
    built.close()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("embedder", "index"):
            (Path(folder) / name).symlink_to((built.settings.home / name).resolve())
        yield Path(folder)


@contextmanager
def service(home: Path) -> Iterator[tuple[float, subprocess.Popen[bytes]]]:
    """Start `tutor serve` and yield the seconds until it was ready, and the process."""
    command, environment = [TUTOR, "serve", "--port", str(PORT)], os.environ | {"TUTOR_HOME": str(home)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield timed(_wait_until_ready), process
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready() -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{URL}/ready", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the service did not get ready in 30 s")


def users_at_once() -> float:
    """Return the median milliseconds of a turn over HTTP with eight learners who send without a pause."""
    spent: list[float] = []

    def one(user: int) -> None:
        for message in islice(messages(user), TURNS_A_USER):
            spent.append(timed(lambda message=message: _post(f"bench{user}", message)) * 1000)  # type: ignore[misc]

    threads = [threading.Thread(target=one, args=(user,)) for user in range(USERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.median(spent)


def _post(learner: str, message: str) -> None:
    body = json.dumps({"learner": learner, "message": message}).encode()
    request = urllib.request.Request(f"{URL}/turns", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        reply.read()


def rows_per_second() -> float:
    """Return the rows a second of `tutor diagnose`, its start included."""
    random = Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        with path.open("w") as file:
            for number in range(ROWS):
                a, b, c, d = (random.randint(2, 12) for _ in range(4))
                problem, response = random.choice(
                    [
                        (f"{a}/{b} + {c}/{d}", f"{a + c}/{b + d}"),
                        (f"{a * 67} - {b * 13}", str(abs(a * 60 - b * 11))),
                        (f"{a}.{b} + {c}.{d}", f"{a + c}.{b + d}"),
                        (f"-{a} + {c}", str(a + c)),
                    ]
                )
                file.write(json.dumps({"id": number, "problem": problem, "response": response}) + "\n")
        command = [TUTOR, "diagnose", "--jsonl", str(path)]
        return ROWS / timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


def resident_mb(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of a process in megabytes. Source: /proc, so on Linux only."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    """Print every figure beside its budget."""
    with fresh_home() as home:
        services = build(Settings(home=home))
        median, worst = turns(services)
        services.close()
        with service(home) as (ready, process):
            _post("warm", "1/2 + 1/3 = 2/5")
            together, memory = users_at_once(), resident_mb(process)
    help_s = statistics.median(
        timed(lambda: subprocess.run([TUTOR, "--help"], stdout=subprocess.DEVNULL, check=True)) for _ in range(5)
    )
    figures = [
        ("a turn, median, ms", median, 60.0),
        ("a turn, 95th percentile, ms", worst, 150.0),
        (f"a turn over HTTP, {USERS} users at once, median, ms", together, 250.0),
        ("tutor diagnose, rows/s, at least", rows_per_second(), 300.0),
        ("tutor serve ready, s", ready, 12.0),
        ("resident memory of the service, MB", memory, 600.0),
        ("tutor --help, s", help_s, 0.5),
    ]
    print(f"{'offline, warm':52}{'measured':>10}{'budget':>10}")
    for name, value, budget in figures:
        print(f"{name:52}{value:>10.2f}{budget:>10.1f}")


if __name__ == "__main__":
    main()
