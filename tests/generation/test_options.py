"""Distractors: from malrules on the very numbers, each with its misconception, never worth what another is."""

from fractions import Fraction

from tutor.catalog.schema import Catalog
from tutor.diagnosis import Matcher
from tutor.generation.key import options, shows, solve_key, tells
from tutor.generation.mould import Cast, choose
from tutor.maths import read, value


def filling(catalog: Catalog, skill: str, item: str, **values: int) -> Cast:
    table = next(each for each in choose(catalog, skill=skill) if each.table.id == item)
    wanted = {name: Fraction(number) for name, number in values.items()}
    casts = filter(None, map(table.cast, range(table.size)))
    return next(cast for cast in casts if wanted.items() <= cast.values.items())


def test_one_half_and_one_third_draw_out_what_pupils_write(catalog: Catalog, matcher: Matcher) -> None:
    cast = filling(catalog, "maths.fractions.add-unlike", "add-unlike-2", n=1, d=2, m=1, e=3)
    made = {option.misconception: option.text for option in options(cast, solve_key(cast), matcher, seed=1)}
    assert made[""] == "5/6"
    assert made["maths.fractions.add-across"] == "2/5"
    assert len(made) == 4


def test_no_two_options_are_worth_the_same(catalog: Catalog, matcher: Matcher) -> None:
    table = choose(catalog, skill="maths.fractions.add-like")[0]
    for cast in filter(None, map(table.cast, range(0, table.size, 7))):
        worths = [value(read(option.text)) for option in options(cast, solve_key(cast), matcher, seed=1)]
        assert len(worths) == len(set(worths))


def test_the_wanted_misconception_comes_before_all_others(catalog: Catalog, matcher: Matcher) -> None:
    cast = filling(catalog, "maths.fractions.add-unlike", "add-unlike-2", n=1, d=2, m=1, e=3)
    for id in matcher.predictions(cast.task):
        made = options(cast, solve_key(cast), matcher, seed=1, wanted=id)
        assert id in {option.misconception for option in made}


def test_a_misconception_shows_only_where_it_goes_wrong(catalog: Catalog) -> None:
    belief = catalog.misconceptions["maths.decimals.longer-is-larger"]
    table = choose(catalog, skill="maths.decimals.compare")[0]
    casts = list(filter(None, map(table.cast, range(table.size))))
    shown = [cast for cast in casts if shows(belief, cast)]
    assert 0 < len(shown) < len(casts)
    assert all(cast.values["a"] > cast.values["b"] for cast in shown)


def test_numbers_on_which_only_two_beliefs_go_wrong_tell_less(catalog: Catalog, matcher: Matcher) -> None:
    apart, alike = (
        filling(catalog, "maths.measurement.angles-line", "angles-line-1", a=degrees) for degrees in (80, 120)
    )
    assert tells(apart, matcher) > tells(alike, matcher) > 0
