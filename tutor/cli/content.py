"""The verbs that give content: search, items."""

import json
from typing import Annotated, Any

import typer

from tutor.errors import TutorError


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in words.")],
    standard: Annotated[str, typer.Option(help="Only this standard, or what lies under it.")] = "",
    grade: Annotated[int | None, typer.Option(min=0, max=12, help="Only this grade.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many pages to give.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Give JSON.")] = False,
) -> None:
    """Find the pages of lessons that fit a question."""
    from tutor.interop import source_as_given
    from tutor.maths import show_text
    from tutor.services import build

    found = build().index.search(query, k=k, standard=standard, grade=grade)
    if as_json:
        print(json.dumps([source_as_given(source) for source in found], ensure_ascii=False))
        return
    if not found:
        print("Not in your sources.")
    for source in found:
        print(
            f"{source.score:.2f}  {source.title}  [{', '.join(source.standards)}]\n      {show_text(source.text, 'plain')}\n"
        )


def items(
    skill: Annotated[str, typer.Option(help="Id of a skill.")] = "",
    standard: Annotated[str, typer.Option(help="Code of a standard.")] = "",
    misconception: Annotated[str, typer.Option(help="Id of a misconception.")] = "",
    n: Annotated[int, typer.Option("-n", min=1, max=100_000, help="How many items.")] = 10,
    seed: Annotated[int, typer.Option(help="The same seed gives the same items.")] = 1,
    listing: Annotated[bool, typer.Option("--list", help="List the skills instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Give the list as JSON.")] = False,
) -> None:
    """Give practice items with keys, distractors and receipts, as JSON."""
    from tutor.generation import make_items
    from tutor.interop import item_as_given
    from tutor.services import build

    services = build()
    if listing:
        _list_skills(services.catalog.skills.values(), as_json)
        return
    if sum(map(bool, (skill, standard, misconception))) != 1:
        raise TutorError(
            "Say what the items are for: one of --skill, --standard, --misconception. --list names the skills."
        )
    made = make_items(
        services.catalog, services.matcher, skill=skill, standard=standard, misconception=misconception, n=n, seed=seed
    )
    print(json.dumps([item_as_given(item) for item in made], ensure_ascii=False))


def _list_skills(skills: Any, as_json: bool) -> None:
    rows = [
        {"id": skill.id, "title": skill.title, "grades": skill.grades, "standards": list(skill.standards)}
        for skill in skills
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['id']:42} {row['title']}  (grades {row['grades']}; {', '.join(row['standards'])})")
