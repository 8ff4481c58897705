"""What may be asked for: items and passages, with all wishes, made and written the same for the command, the API, jobs and pages."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tutor.catalog.reading import Simpler
from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.domain import Item, Passage
from tutor.errors import NotFound, TutorError, faults_of
from tutor.generation.items import MOST_ITEMS, Kind, iterate_items, make_items
from tutor.generation.quizzes import Purpose, form, make_set
from tutor.generation.reading import Shelf, Wish, make_level_set, make_passage, relevel
from tutor.interop import Sheet, format_named
from tutor.interop.passages import write_passages
from tutor.llm import Gateway
from tutor.verify.level import measure

MOST_AT_ONCE = 200
"""Items that are made while somebody waits; more are a job."""


class _Asked(BaseModel):
    """Base of the wishes: what a form leaves empty is not wished."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    seed: int = Field(1, ge=0, le=10**12, description="The same seed gives the same again.")
    format: str = Field("json", max_length=20)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if value != ""}

    @classmethod
    def read(cls, **given: Any) -> Self:
        """Return the wishes. Raises TutorError with all that is wrong with them."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise TutorError(f"{faults_of(error)}. Correct it.") from None


class ItemWishes(_Asked):
    """Which items: of one skill, standard or misconception."""

    skill: str = Field("", max_length=120, description="Id of a skill.")
    standard: str = Field("", max_length=120, description="Code of a standard, or of what it lies under.")
    misconception: str = Field("", max_length=120, description="Id of a misconception.")
    n: int = Field(10, ge=1, le=MOST_ITEMS, description=f"How many; at once up to {MOST_AT_ONCE}, else as a job.")
    kind: Kind = Field("", description="How items are answered; default: as the skill has it.")
    purpose: Purpose = Field("practice", alias="set", description="practice, exit (ticket) or diagnostic.")
    letter: Literal["A", "B", "C", "D", "E", "F", "G", "H"] = Field("A", alias="form", description="Equivalent sets.")
    band: int = Field(0, ge=0, le=3, description="Only this difficulty, 1 to 3; 0: all.")
    interest: str = Field("", max_length=40, description="Setting of word problems, such as music or sports.")
    large: bool = Field(False, alias="large_print", description="Large print, for pdf and docx.")
    picks: str = Field("", pattern=r"^(\d{1,3}(,\d{1,3}){0,199})?$", description="Places of the items to keep, from 0.")

    @property
    def chosen(self) -> dict[str, str]:
        """Return what the items are for, by its name. Raises NotFound unless it is one thing."""
        named = {name: getattr(self, name) for name in ("skill", "standard", "misconception") if getattr(self, name)}
        if len(named) != 1:
            raise NotFound("Say what the items are for: one of skill, standard, misconception.")
        return named

    def wishes(self, n: int, done: int = 0, after: str = "") -> dict[str, Any]:
        """Return the wishes of `iterate_items` for n items, of which some may be done."""
        wanted = {"n": n, "seed": self.seed, "kind": self.kind, "interest": self.interest, "band": self.band or None}
        return {**self.chosen, **wanted, "done": done, "after": after}

    def items(self, catalog: Catalog, matcher: Matcher) -> list[Item]:
        """Return the items. Raises NotFound with the nearest ids, NotEnough where so many are not possible."""
        places = [int(place) for place in self.picks.split(",") if place]
        n = max(places) + 1 if places else self.n
        made = make_set(catalog, matcher, self.purpose, **self.wishes(n))
        kept = [made[place] for place in places if place < len(made)] if places else made
        return form(catalog, matcher, self.letter, kept, self.seed)

    def row(self, catalog: Catalog, matcher: Matcher, done: int = 0, after: str = "") -> Iterator[Item]:
        """Return the items one by one, however many, but for those done, the last of which is `after`.

        Sets with a purpose and other forms are made whole.
        """
        if self.purpose == "practice" and self.letter == "A" and not self.picks:
            return iterate_items(catalog, matcher, **self.wishes(self.n, done, after))
        return islice(self.items(catalog, matcher), done, None)

    def check(self, catalog: Catalog, matcher: Matcher) -> None:
        """Raise what is wrong with the wishes, as far as it is quickly found."""
        format_named(self.format)
        if self.purpose == "practice":
            iterate_items(catalog, matcher, **self.wishes(min(self.n, MOST_AT_ONCE)))
        else:
            make_items(catalog, matcher, **self.wishes(1))

    def title(self, catalog: Catalog) -> str:
        """Return what the items are for, in words; of a blueprint that they are mixed."""
        skill, belief = catalog.skills.get(self.skill), catalog.misconceptions.get(self.misconception)
        return skill.title if skill else belief.belief if belief else self.standard or catalog.labels["mixed"]

    def file(self, catalog: Catalog, items: Sequence[Item]) -> bytes:
        """Return items in the wished format. Raises NotFound for an unknown one."""
        beliefs = {id: held.belief for id, held in catalog.misconceptions.items()}
        return format_named(self.format).write(Sheet(self.title(catalog), items, beliefs, catalog.labels, self.large))


class _Reading(_Asked):
    """What passages on a topic and texts that are given have in common."""

    grade: float = Field(5, ge=1, le=12, description="The school grade it should read at; 2 to 10 is sure.")
    english: int = Field(0, ge=0, le=5, description="Supports for a learner of English, 1 to 5; 0: none.")
    level_set: bool = Field(False, description="The same at several levels.")

    def file(self, shelf: Shelf, passages: Sequence[Passage]) -> bytes:
        """Return passages in the wished format. Raises NotFound for an unknown one."""
        return write_passages(passages, self.format, shelf.words.labels, is_set=self.level_set)


class PassageWishes(_Reading):
    """Which passage, or which level set."""

    topic: str = Field(max_length=120, description="Id or title of a topic; see /topics.")
    words: int = Field(200, ge=40, le=2000, description="How long it should be; 80 to 400 is sure.")
    interest: str = Field("", max_length=40, description="Begin with this interest of the reader.")
    focus: str = Field("", max_length=80, description="The part of the topic (id or heading) to tell in full.")

    def passages(self, shelf: Shelf, gateway: Gateway | None) -> list[Passage]:
        """Return the passage, or the passages of the level set, the easiest first. Raises NotFound with the nearest topics."""
        wish = Wish(self.topic, self.grade, self.words, self.interest, self.focus, self.seed, self.english)
        return make_level_set(shelf, wish) if self.level_set else [make_passage(shelf, wish, gateway)]


class TextWishes(_Reading):
    """A text of one's own, and how it should read."""

    text: str = Field(max_length=60_000)

    def passages(self, shelf: Shelf, simpler: Simpler) -> list[Passage]:
        """Return the text at its level or at up to three, the lowest first. Raises CannotCheck with what is wrong with it."""
        before = measure(self.text).grade if self.level_set else 0
        steps = [step for step in (2, 4) if self.grade + step < before - 1]
        made = [relevel(self.text, self.grade + step, shelf, simpler, self.english) for step in (0, *steps)]
        return [one for place, one in enumerate(made) if one.text not in [other.text for other in made[:place]]]
