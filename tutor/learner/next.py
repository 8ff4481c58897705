"""Which skill to work on next: reviews that are due, else the fringe of what is learnt, where work is neither hard nor easy.

Which item of the skill is left to `generation`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tutor.catalog.schema import Catalog, Skill
from tutor.catalog.values import grade_span
from tutor.domain import Learner
from tutor.learner.mastery import A_NIGHT, SHIPPED, Fit, begin, is_due, is_learnt, is_mastered, predict, recall

EASY_FROM, HARD_BELOW = 0.85, 0.6
ASSUMED_KNOWN = 0.8


def next_skill(learner: Learner, catalog: Catalog, now: datetime, fit: Fit = SHIPPED) -> str:
    """Return the id of the skill to work on at `now` (aware UTC), or "" where the catalog has none; `fit` made the learner's state.

    First a review of what was once known, where it is due or not yet shown on another day, the longest overdue first. Then, of the
    skills that are not learnt but whose prerequisites are, the one whose predicted success is nearest to 0.6-0.85. Skills of grades
    below the learner's count as learnt until an answer says otherwise, or a skill that builds on them fails; they are checked, the
    latest first, when nothing else is left. When all is learnt, what falls due first. Source: ours.
    """
    reviews = [skill for skill in catalog.skills if _is_review(skill, learner, now, fit)]
    if reviews:
        return min(reviews, key=lambda skill: (learner.mastery[skill].due_at, skill))
    fringe = [skill for skill in catalog.skills.values() if _is_on_fringe(skill, learner, catalog.skills, fit)]
    if fringe:
        return min(fringe, key=lambda skill: _rank(skill, learner, now, fit)).id
    assumed = [skill for skill in catalog.skills.values() if skill.id not in learner.mastery]
    if assumed:
        return max(assumed, key=lambda skill: (_grades(skill), skill.id)).id
    return min(catalog.skills, key=lambda skill: (learner.mastery[skill].due_at or now, skill), default="")


def predicted_success(skill: Skill, learner: Learner, now: datetime, fit: Fit = SHIPPED) -> float:
    """Return P(right) in [0, 1] of an unaided answer at `now`: known, and not forgotten since."""
    mastery = learner.mastery.get(skill.id)
    if mastery is None:
        p_known = ASSUMED_KNOWN if _is_below_grade(skill, learner) else begin(learner.strength, fit.of(skill.id))
    elif fit.forgets and mastery.last_at:
        p_known = fit.remembered(mastery.p_known, (now - mastery.last_at) / timedelta(days=1))
    else:
        p_known = mastery.p_known * recall(mastery, now)
    return predict(p_known, fit.of(skill.id), strength=learner.strength)


def _is_review(skill: str, learner: Learner, now: datetime, fit: Fit) -> bool:
    """What was never known is learnt, not reviewed; what was learnt is checked after a night, and is mastered where it holds."""
    mastery = learner.mastery.get(skill)
    if mastery is None or predict(mastery.p_known, fit.of(skill)) < HARD_BELOW:
        return False
    slept = mastery.last_at is not None and now - mastery.last_at >= A_NIGHT
    return is_due(mastery, now) or (slept and is_learnt(mastery) and not is_mastered(mastery))


def _is_on_fringe(skill: Skill, learner: Learner, skills: Mapping[str, Skill], fit: Fit) -> bool:
    before = (skills[id] for id in skill.prerequisites if id in skills)
    return not _is_behind(skill, learner, skills, fit) and all(_is_behind(one, learner, skills, fit) for one in before)


def _is_behind(skill: Skill, learner: Learner, skills: Mapping[str, Skill], fit: Fit) -> bool:
    """Return whether the skill is learnt, or may be taken as learnt since nothing speaks against it."""
    if skill.id in learner.mastery:
        return is_learnt(learner.mastery[skill.id])
    return _is_below_grade(skill, learner) and not any(
        skill.id in skills[id].prerequisites and mastery.p_known < fit.of(id).prior
        for id, mastery in learner.mastery.items()
        if id in skills
    )


def _is_below_grade(skill: Skill, learner: Learner) -> bool:
    return learner.grade is not None and _grades(skill)[1] < learner.grade


def _rank(skill: Skill, learner: Learner, now: datetime, fit: Fit) -> tuple[float, bool, int, str]:
    """Nearest to the band first; then what is not above the learner's grade; then the earlier grade."""
    p = predicted_success(skill, learner, now, fit)
    distance = round(max(HARD_BELOW - p, p - EASY_FROM, 0.0), 6)
    first, _ = _grades(skill)
    return distance, learner.grade is not None and first > learner.grade, first, skill.id


def _grades(skill: Skill) -> tuple[int, int]:
    """Return the first and the last grade; K is 0."""
    span = grade_span(skill.grades) or range(1)
    return span[0], span[-1]
