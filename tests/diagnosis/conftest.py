"""A small catalog of eight misconceptions, and a matcher over it."""

import pytest

from tutor.catalog.schema import Catalog, Cite, Contrast, Example, Malrule, Misconception, Rule, Teach, Term
from tutor.diagnosis import Matcher

TEACH = Teach(
    hints=("Look again.", "What size are the pieces?", "Make the pieces the same size."), explain="...", reflect="..."
)
CITE = Cite(cite="Ashlock, R. B. (2010). Error Patterns in Computation.")


LINES = {
    "evidence_malrule": ("your `{response}` is what this idea gives: {belief}",),
    "evidence_earlier": ("; {response} earlier fits too",),
    "evidence_words": ("what you said sounds like this idea: {belief}",),
    "evidence_right": ("`{response}` is right",),
    "evidence_rule": ("; it comes of this way: {response}",),
    "evidence_unexplained": ("`{response}` is what none of the known ideas gives",),
    "working_arithmetic": ("line {line}, `{response}`, comes to `{problem}`",),
    "working_step": ("line {line}, `{response}`, does not follow from `{problem}`",),
    "working_copied": ("line {line}, `{response}`, was copied from `{problem}`",),
    "working_answer": ("line {line}, `{response}`, is not the answer",),
}


def held(id: str, belief: str, contrast: str, *malrules: Malrule, **more: object) -> Misconception:
    return Misconception.model_validate(
        {
            "id": id,
            "belief": belief,
            "skills": (id.rsplit(".", 1)[0] + ".skill",),
            "grades": "3-7",
            "malrules": malrules,
            "contrast": Contrast(problem=contrast, because="It cannot be."),
            "teach": TEACH,
            "source": CITE,
            **more,
        }
    )


def rule(**fields: object) -> Malrule:
    return Malrule.model_validate({"task": "evaluate", **fields})


ADD_ACROSS = held(
    "maths.fractions.add-across",
    "To add fractions, add the tops and add the bottoms.",
    "1/2 + 1/2",
    rule(when="n1/d1 + n2/d2", then="(n1 + n2)/(d1 + d2)", written="unreduced"),
    says=("i added the tops and the bottoms", "top plus top over bottom plus bottom"),
    says_not=("i did not just add the tops, i made the bottoms the same first",),
    examples=(Example(problem="1/2 + 1/3", right="5/6", wrong="2/5"),),
)
KEEP_TOPS = held(
    "maths.fractions.keep-tops",
    "Only the bottoms are changed to a common one, the tops stay.",
    "1/2 + 1/3",
    rule(when="n1/d1 + n2/d2", then="(n1 + n2)/lcm(d1, d2)", where="d1 != d2", written="unreduced"),
    examples=(Example(problem="3/5 + 1/4", right="17/20", wrong="4/20"),),
)
SMALLER = held(
    "maths.wholes.smaller-from-larger",
    "In each column, take the smaller digit from the larger one.",
    "20 - 19",
    rule(run="digits.smaller_from_larger"),
    examples=(Example(problem="342 - 168", right="174", wrong="226"),),
)
NO_PAY = held(
    "maths.wholes.borrow-no-pay",
    "Ten may be added to a digit without taking it from the next.",
    "20 - 19",
    rule(run="digits.borrow_no_decrement"),
    examples=(Example(problem="342 - 168", right="174", wrong="284"),),
)
LONGER = held(
    "maths.decimals.longer-is-larger",
    "The decimal with more digits is larger.",
    "0.5 _ 0.125",
    rule(task=("compare", "order"), each="a", rank="floor(a) * 100 + places(a)"),
    examples=(Example(problem="0.06 _ 0.8", right="0.06 < 0.8", wrong="0.06 > 0.8"),),
)
SHORTER = held(
    "maths.decimals.shorter-is-larger",
    "The decimal with fewer digits is larger.",
    "0.9 _ 0.95",
    rule(task=("compare", "order"), each="a", rank="floor(a) * 100 - places(a)"),
    examples=(Example(problem="0.4 _ 0.45", right="0.4 < 0.45", wrong="0.4 > 0.45"),),
)
LEFT_TO_RIGHT = held(
    "maths.order.left-to-right",
    "Work from left to right, whatever the signs.",
    "1 + 1 * 0",
    rule(when="a + b * c", then="(a + b) * c", exact=True),
    examples=(Example(problem="2 + 3 * 4", right="14", wrong="20"),),
)
MINUS_STAYS = held(
    "maths.integers.minus-stays",
    "With a minus in front, add the sizes and keep the minus.",
    "-9 + 4",
    rule(when="-n1 + n2", then="-(n1 + n2)"),
    examples=(Example(problem="-9 + 4", right="-5", wrong="-13"),),
)
ALL = (ADD_ACROSS, KEEP_TOPS, SMALLER, NO_PAY, LONGER, SHORTER, LEFT_TO_RIGHT, MINUS_STAYS)
COMMON_DENOMINATOR = Rule(
    id="maths.fractions.common-denominator",
    name="over the product of the bottoms",
    skills=("maths.fractions.skill",),
    rules=(rule(when="n1/d1 + n2/d2", then="(n1 * d2 + n2 * d1)/(d1 * d2)"),),
)
TERMS = {
    "fraction": Term.model_validate({"words": "fraction|denominator", "signs": r"\d+\s*/\s*\d+"}),
    "graph": Term.model_validate({"words": r"\bgraphs?\b|\baxis"}),
}


def catalog_of(*misconceptions: Misconception) -> Catalog:
    return Catalog(
        skills={},
        misconceptions={made.id: made for made in misconceptions},
        rules={COMMON_DENOMINATOR.id: COMMON_DENOMINATOR},
        lessons={},
        lines=LINES,
        terms=TERMS,
        hash="0",
    )


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return catalog_of(*ALL)


@pytest.fixture(scope="session")
def matcher(catalog: Catalog) -> Matcher:
    return Matcher(catalog)
