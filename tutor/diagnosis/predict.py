"""What a malrule yields on a task: at one site of a larger expression or at every site, everything else done right.

Which malrules are worth trying is left to `matcher`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import NamedTuple

from tutor.catalog.schema import Malrule, Misconception
from tutor.diagnosis.given import overall, pieces
from tutor.diagnosis.literal import bare, key, number
from tutor.diagnosis.malrule import Matches, Ready, finished, given_by, ready, sign
from tutor.diagnosis.malrule import names_of as names_of
from tutor.diagnosis.pattern import Bound, Pattern
from tutor.diagnosis.work import rebuilt, sites, work
from tutor.domain import Task
from tutor.errors import CannotCheck, ParseError
from tutor.maths.formula import Formula, Values
from tutor.maths.read import read
from tutor.maths.tasks import answer
from tutor.maths.tasks.equations import solved
from tutor.maths.tasks.rewrite import collected
from tutor.maths.tree import Bin, Frac, Listing, Name, Node, Num, Rel, children, letters_of

MOST_SITES = 24


class Site(NamedTuple):
    """A part of a tree as written, with its own parts worked out (None where there are none to), and what works out the rest around it."""

    written: Node
    worked: Node | None
    around: Callable[[Node], Node]


@dataclass(eq=False)
class Prediction:
    """One answer that a malrule yields; `key` identifies it whatever its form.

    How such a pupil writes it is worked out where somebody asks: most answers are only compared.
    """

    key: Hashable
    malrule: Malrule
    write: Callable[[], tuple[Node, tuple[Node, ...]]]

    @cached_property
    def written(self) -> tuple[Node, tuple[Node, ...]]:
        """Return the answer as such a pupil writes it, and what stood at the sites before it was worked out."""
        return self.write()

    @property
    def node(self) -> Node:
        """Return the answer as such a pupil writes it."""
        return self.written[0]

    @property
    def steps(self) -> tuple[Node, ...]:
        """Return what the malrule wrote before it was worked out."""
        return self.written[1]


def as_written(node: Node, malrule: Malrule, *steps: Node) -> Prediction:
    """Return the prediction of an answer that is written already."""
    return Prediction(key(node), malrule, lambda: (node, steps))


@dataclass(frozen=True, slots=True)
class Setting:
    """A task made ready for many malrules: its tree, what its letters stand for, its sites.

    A plain numeral inside a larger expression is no site: a malrule acts on what is done with it.
    """

    task: Task
    tree: Node
    names: dict[str, Fraction]
    sites: tuple[Site, ...]
    matches: Matches


def predict(rule: Misconception | Malrule, task: Task) -> list[Prediction]:
    """Return the different answers that a misconception (or one malrule) yields on the task; none where it does not apply.

    A prediction may equal the right answer: then the task cannot tell the misconception from knowing. Raises ValueError where a
    malrule is written wrongly.
    """
    malrules = rule.malrules if isinstance(rule, Misconception) else (rule,)
    setting = setting_of(task)
    fitting = [ready(one) for one in malrules if task.kind in one.task and one.want in ("", task.want)]
    return predicted([(rule, range(len(setting.sites))) for rule in fitting], setting) if setting else []


def setting_of(task: Task) -> Setting | None:
    """Return the task made ready, or None where it cannot be read."""
    tree = tree_of(task)
    if tree is None:
        return None
    names = names_of(task)
    most = 1 if task.kind == "factor" else MOST_SITES  # a factored part of a sum is not a product
    places = (one for one in sites(tree, names) if one[0] is tree or not isinstance(one[0], Num))
    keeps = task.want == "_"  # who fills a gap wrongly does not work the complete side out first
    made = (Site(one, None if keeps else _parts_worked(one, names), around) for one, around in islice(places, most))
    return Setting(task, tree, names, tuple(made), Matches(given_by(task)))


def predicted(rules: Iterable[tuple[Ready, Sequence[int]]], setting: Setting) -> list[Prediction]:
    """Return the different answers of malrules that are ready, each tried at its sites (by number), the first way of reaching each."""
    made = [prediction for rule, places in rules for prediction in _of(rule, places, setting)]
    if len(made) < 2:
        return made
    found: dict[Hashable, Prediction] = {}
    for prediction in made:
        found.setdefault(prediction.key, prediction)
    return list(found.values())


def _of(rule: Ready, places: Sequence[int], setting: Setting) -> list[Prediction]:
    if not rule.rank and not rule.wrap and not rule.overall:
        return _at_sites(rule, places, setting)
    done = None
    with suppress(CannotCheck):
        if rule.rank:
            done = rule.ranked(values_to_rank(setting.tree), setting.task, setting.matches)
        elif (right := right_answer(setting.task)) is not None:
            wrap = rule.wrap(right, setting.task) if rule.wrap else None
            done = overall(rule.overall, rule.guard, setting.task, right) if rule.overall else wrap
    return [] if done is None else [as_written(done, rule.malrule)]


def _at_sites(rule: Ready, places: Sequence[int], setting: Setting) -> list[Prediction]:
    made = [prediction for place in places if (prediction := _at(rule, setting.sites[place], setting))]
    everywhere = _everywhere(rule, setting) if len(made) > 1 else None
    return [everywhere, *made] if everywhere else made


def _at(rule: Ready, site: Site, setting: Setting) -> Prediction | None:
    if site.written is setting.tree and rule.when and rule.then and rule.then.worth:
        valued = _valued(rule, rule.when, rule.then.worth, site, setting)
        if valued or "x" not in rule.then.worth.names:
            return valued
    written = _written(rule, site, setting)
    with suppress(CannotCheck):
        if written is not None:
            done = site.around(finished(written, rule, setting.names))
            return _concluded(done, setting.task, rule.malrule, written)
    return None


def _written(rule: Ready, site: Site, setting: Setting) -> Node | None:
    """Return what the malrule writes for a site, as written or with its parts worked out; None where it fits neither."""
    for form in (site.written, site.worked):
        try:
            written = rule.at(form, setting.task, setting.matches) if form is not None else None
        except CannotCheck:
            continue
        if written is not None:
            return written
    return None


def _valued(rule: Ready, when: Pattern, worth: Formula, site: Site, setting: Setting) -> Prediction | None:
    """Return the number where the malrule acts on the whole task and yields one, or an equation: its value tells enough to go on."""
    for form in (site.written, site.worked):
        found = rule.bound(when, form, setting.matches) if form is not None else None
        with suppress(CannotCheck):
            if found and (known := _found(worth, form, found, setting.task)) is not None:
                return Prediction(known, rule.malrule, partial(_filled, rule, found[0], setting))
    return None


def _found(worth: Formula, form: Node | None, found: tuple[Bound, Values], task: Task) -> Hashable | None:
    """Return the value of what a malrule writes, or the number that solves it: of an equation in what is asked, where it is linear."""
    bound, values = found
    if "x" not in worth.names:
        return worth(values)
    if not isinstance(form, Rel) or form.op != "=" or bound.get("x") != Name(task.want or "x"):
        return None
    zero, one, two = (worth({**values, "x": Fraction(number)}) for number in range(3))
    return zero / (zero - one) if zero != one and one - zero == two - one else None  # type: ignore[operator]


def _filled(rule: Ready, bound: Bound, setting: Setting) -> tuple[Node, tuple[Node, ...]]:
    written = rule.then.fill(bound)  # type: ignore[union-attr]
    return conclude(finished(written, rule, setting.names), setting.task), (written,)


def _parts_worked(site: Node, names: dict[str, Fraction]) -> Node | None:
    """Return the site with its parts worked out, None where there is nothing to work out."""
    if all(isinstance(part, Num) for part in children(site)):
        return None
    with suppress(CannotCheck):
        worked = rebuilt(site, lambda part: work(part, names))
        return worked if worked != site else None
    return None


def _everywhere(rule: Ready, setting: Setting) -> Prediction | None:
    """Return the answer with the malrule wherever it fits and the rest right; None where it fires nowhere."""
    steps: list[Node] = []

    def fire(node: Node) -> Node | None:
        written = rule.at(node, setting.task, setting.matches)
        if written is None:
            return None
        steps.append(written)
        return finished(written, rule, setting.names)

    with suppress(CannotCheck):
        done = work(setting.tree, setting.names, fire)
        return _concluded(done, setting.task, rule.malrule, *steps) if steps else None
    return None


def _concluded(node: Node, task: Task, malrule: Malrule, *steps: Node) -> Prediction:
    """Return the prediction of an answer that is only worked out; of algebra in one letter, which stays, like terms are collected later."""
    known = key(node) if task.kind in ("simplify", "expand") else None
    if isinstance(known, tuple) and len(known) == 4 and known[0] == "at" and known[2] != known[3]:
        return Prediction(known, malrule, lambda: (conclude(node, task), steps))
    return as_written(conclude(node, task), malrule, *steps)


def conclude(node: Node, task: Task) -> Node:
    """Return the answer that a worked-out task comes to: a solution, the sign of a comparison, algebra with like terms collected."""
    node = bare(node)
    if task.kind in ("simplify", "expand") and letters_of(node):
        with suppress(CannotCheck):
            return collected(node)
    if not isinstance(node, Rel):
        return node
    if task.kind == "compare" and node.op == "?":
        left, right, tree = number(node.left), number(node.right), tree_of(task)
        if left is None or right is None or not isinstance(tree, Rel):
            raise CannotCheck("sides without a value")
        return Rel(sign(left, right), tree.left, tree.right)
    return solved(node, task.want or "x") if task.kind == "solve" else node


def values_to_rank(tree: Node) -> list[Node]:
    """Return the values that a comparison or an ordering is about."""
    if isinstance(tree, Rel):
        return [bare(tree.left), bare(tree.right)]
    return [bare(item) for item in tree.items] if isinstance(tree, Listing) else []


@lru_cache(maxsize=8192)
def tree_of(task: Task) -> Node | None:
    """Return the task's expression as a tree, its one point, or its given values as a Listing; None where nothing can be read."""
    try:
        if task.expression:
            return _as_asked(bare(read(task.expression, ratio=task.kind == "ratio")), task)
        given = pieces(task)
        return given[0] if task.kind == "point" and len(given) == 1 else Listing(tuple(given)) if given else None
    except ParseError:
        return None


def _as_asked(tree: Node, task: Task) -> Node:
    """Return a lone `12/4` that is to be evaluated as the division it asks for."""
    if task.kind == "evaluate" and isinstance(tree, Frac):
        return Bin("/", tree.top, tree.bottom, "/")
    return tree


@lru_cache(maxsize=8192)
def right_answer(task: Task) -> Node | None:
    """Return the right answer, or None where it cannot be worked out."""
    try:
        return answer(task)
    except (CannotCheck, ParseError):
        return None
