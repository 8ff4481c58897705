"""Public sets of tutoring and of responses, read from a local path into two shapes; each says what is missing and where it comes from.

None of them is shipped. The sets that single evals need as files are in `public`; a CSV of anybody's is read by `table`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals import assistments, public
from evals.public import lines, table
from tutor.errors import TutorError

Row = dict[str, Any]


@dataclass(frozen=True)
class Rated:
    """A tutor's reply after a conversation, with what people said of it: dimension of rubric.yaml -> label; `by` wrote it.

    Where the set has them: the problem, its answer as a number (`key`), and what the pupil got.
    """

    conversation: str
    reply: str
    by: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    key: str = ""
    got: str = ""


@dataclass(frozen=True)
class Answered:
    """A response to a problem, its key and label where the set has them, and its further columns."""

    problem: str
    response: str
    key: str = ""
    label: str = ""
    learner: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where a set comes from, the files it may be read from (the first that is there), and how."""

    files: tuple[str, ...]
    where: str
    read: Callable[[Path], Iterator[Any]]


def load(name: str, data: Path | None) -> list[Any]:
    """Return a set by its name in SOURCES, Rated or Answered. Raises TutorError that says what is missing and where it comes from."""
    if name not in SOURCES:
        raise TutorError(
            f"There is no loader {name}. There are: {', '.join(SOURCES)}; any CSV: --map with a mapping file."
        )
    source = SOURCES[name]
    path = next((data / one for one in source.files if (data / one).exists()), None) if data else None
    if path is None:
        files = ", or ".join(source.files)
        missing = f"{data}: {files} is missing" if data else f"{files} is needed, but no folder of data is named"
        raise TutorError(f"{missing}. {source.where} Name the folder with --data or TUTOR_DATA.")
    try:
        found = list(source.read(path))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        what = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise TutorError(f"{path}: not as expected ({what}). {source.where}") from None
    if not found:
        raise TutorError(f"{path}: holds nothing. {source.where}")
    return found


LABELS = {
    "mistake_identification": "Mistake_Identification", "mistake_location": "Mistake_Location",
    "revealing_of_the_answer": "Revealing_of_the_Answer", "providing_guidance": "Providing_Guidance",
    "actionability": "Actionability", "coherence": "Coherence", "tutor_tone": "Tutor_Tone", "human_likeness": "Humanlikeness",
}  # fmt: skip
"""Our names of the dimensions, and those in MRBench's files; the shared task has four of them."""


def _mrbench(path: Path) -> Iterator[Rated]:
    """Yield every reply with people's labels; the third version and the shared task's files name the replies otherwise than the first."""
    for row in lines(path):
        replies = row.get("tutor_responses") or row["anno_llm_responses"]
        for who, one in replies.items():
            told = {name.lower(): _label(label) for name, label in (one.get("annotation") or {}).items()}
            labels = {ours: told[theirs.lower()] for ours, theirs in LABELS.items() if theirs.lower() in told}
            yield Rated(row["conversation_history"].replace("\\n", "\n").strip(), one["response"], who, labels)


def _label(label: str) -> str:
    """Return a label as the guideline has it; the files write some of them shorter."""
    return re.sub(r"^(Yes \((?:and|but) the )(?=answer is)", r"\1revealed ", label.strip())


def _mathdial(path: Path) -> Iterator[Rated]:
    """Yield each teacher's line after what was said before it; moves stand in brackets before it and are taken off."""
    for row in table(path) if path.suffix == ".csv" else lines(path):
        said: list[str] = [row["question"]]
        more = {"problem": row["question"], "key": _last_number(row["ground_truth"])}
        more["got"] = _last_number(row["student_incorrect_solution"])
        for line in row["conversation"].split("|EOM|"):
            who, _, text = line.partition(":")
            text = re.sub(r"^\((?:generic|focus|probing|telling)\)", "", text.strip()).strip()
            if who.strip() == "Teacher" and text:
                yield Rated("\n".join(said), text, "Teacher", **more)
            said.append(f"{who.strip()}: {text}")


def _last_number(text: str) -> str:
    """Return the last number of a worked solution, which is its answer; "" where there is none."""
    found = re.findall(r"-?\d[\d,]*(?:\.\d+)?(?:/\d+)?", text)
    return found[-1].replace(",", "") if found else ""


def _stepverify(path: Path) -> Iterator[Answered]:
    """Yield wrong solutions; `label` is the number of the first wrong step, from 1."""
    for row in lines(path):
        more = {"error_category": str(row.get("error_category", ""))}
        steps = "\n".join(row["student_incorrect_solution"])
        yield Answered(
            row["problem"], steps, row["reference_solution"], str(int(row["incorrect_index"]) + 1), more=more
        )


def _dialogues(path: Path) -> Iterator[Rated]:
    """Yield what the teacher said last, after the dialogue before it."""
    for row in lines(path):
        *before, last = row["dialog_history"]
        told = [f"{'Student' if one['user'] == 'Student' else 'Teacher'}: {one['text']}" for one in before]
        more = {"problem": row["problem"], "key": _last_number(row.get("reference_solution", ""))}
        yield Rated("\n".join([row["problem"], *told]), last["text"], "Teacher", **more)


def _eedi(path: Path) -> Iterator[Answered]:
    """Yield each wrong option of each question with the misconception that it was labelled with, by name where the mapping is there."""
    beside = path.with_name("misconception_mapping.csv")
    names = {row["MisconceptionId"]: row["MisconceptionName"] for row in table(beside)} if beside.is_file() else {}
    for row in table(path):
        right = row["CorrectAnswer"]
        for letter in "ABCD":
            id = row.get(f"Misconception{letter}Id", "").partition(".")[0]
            if letter != right and id:
                more = {"construct": row["ConstructName"], "subject": row["SubjectName"], "question": row["QuestionId"]}
                more |= {"misconception": names[id]} if id in names else {}
                wrong, key = row[f"Answer{letter}Text"], row[f"Answer{right}Text"]
                yield Answered(row["QuestionText"], wrong, key, id, more=more)


def _assistments(path: Path) -> Iterator[Answered]:
    """Yield answers in the order of time; `label` is 1 where the first try was right, `more` has the skill."""
    for learner, skill, right in assistments.read(path).rows:
        yield Answered("", "", "", "1" if right else "0", learner, {"skill": skill})


def _mae(path: Path) -> Iterator[Answered]:
    for row in lines(path):
        more = {"topic": row["Topic"], "misconception": row["Misconception"]}
        yield Answered(
            row["Question"], row["Incorrect Answer"], row["Correct Answer"], row["Misconception ID"], more=more
        )


def _cogtutorbugs(path: Path) -> Iterator[Answered]:
    for row in lines(path):
        more = {name: str(row.get(name) or "") for name in ("action", "input", "previous_action")}
        yield Answered(row["before"], row["after"], "", row["label"], more=more)


def _mathcamps(path: Path) -> Iterator[Answered]:
    for row in lines(path):
        yield Answered(row["statement"], "", str(row["answer"]), row["standard"])


def _onestopenglish(path: Path) -> Iterator[Answered]:
    """Yield the texts as problems; `label` is the level, `more` has the article."""
    name = "onestopenglish/articles.jsonl"
    for row in next(iter(public.PUBLIC[name].forms.values()))(path) if path.is_dir() else lines(path):
        yield Answered(row["text"], "", "", row["level"], more={"article": row["article"]})


def _of(name: str, read: Callable[[Path], Iterator[Any]]) -> Source:
    known = public.PUBLIC[name]
    return Source((name, *known.forms), known.where, read)


def _bench(name: str) -> tuple[str, ...]:
    return tuple(f"mathtutorbench/{folder}{name}" for folder in ("", "datasets/", "dataset/"))


_BENCH = "MathTutorBench (Macina and others 2025; CC BY 4.0): the folder datasets of https://github.com/eth-lre/mathtutorbench."
_MRBENCH = "https://github.com/kaushal0494/UnifyingAITutorEvaluation"
SOURCES: dict[str, Source] = {
    "mae": _of("mae/examples.jsonl", _mae),
    "cogtutorbugs": _of("cogtutorbugs/steps.jsonl", _cogtutorbugs),
    "mathcamps": _of("mathcamps/problems.jsonl", _mathcamps),
    "onestopenglish": _of("onestopenglish/articles.jsonl", _onestopenglish),
    "stepverify": _of("stepverify/solutions.jsonl", _stepverify),
    "mrbench": Source(
        ("mrbench/MRBench_V2.json", "mrbench/MRBench_V1.json"),
        f"MRBench (Maurya and others 2025): MRBench_V2.json of {_MRBENCH}, whose page states its terms.",
        _mrbench,
    ),
    "bea2025": Source(
        ("bea2025/mrbench_v3_devset.json",),
        "BEA 2025 shared task, the development set (only that has labels): BEA_Shared_Task_2025_Datasets/mrbench_v3_devset.json of "
        f"{_MRBENCH}, whose page states its terms.",
        _mrbench,
    ),
    "mathdial": Source(
        tuple(
            f"mathdial/{folder}{name}"
            for folder in ("", "data/")
            for name in ("train.jsonl", "test.jsonl", "train.csv", "test.csv")
        ),
        "MathDial (Macina, Daheim and others 2023; CC BY 4.0): train.jsonl of https://huggingface.co/datasets/eth-nlped/mathdial, or "
        "the folder data of https://github.com/eth-nlped/mathdial.",
        _mathdial,
    ),
    "mathtutorbench": Source(_bench("stepverify.json"), _BENCH, _stepverify),
    "mathtutorbench_dialogues": Source(_bench("mathdial_bridge.json"), _BENCH, _dialogues),
    "mathtutorbench_hard": Source(_bench("mathdial_bridge_hard.json"), _BENCH, _dialogues),
    "eedi": _of("eedi/train.csv", _eedi),
    "assistments": Source(
        tuple(f"assistments/skill_builder_data{end}.csv" for end in ("_corrected_collapsed", "_corrected", "")),
        "ASSISTments 2009-2010 skill builder data (Feng, Heffernan and Koedinger 2009): "
        "https://sites.google.com/site/assistmentsdata, which states its terms.",
        _assistments,
    ),
    "assistments2015": Source(
        tuple(f"assistments{folder}/2015_100_skill_builders_main_problems.csv" for folder in ("2015", "")),
        "ASSISTments 2015 skill builder data (Feng, Heffernan and Koedinger 2009): "
        "https://sites.google.com/site/assistmentsdata, which states its terms.",
        _assistments,
    ),
}
