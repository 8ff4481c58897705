"""What a turn draws on: the case to diagnose, the item to set, the pages to quote, the scene to write, what it is held to."""

import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice

from tutor.agent.compose import Scene, compose
from tutor.agent.state import Parts, TurnState
from tutor.diagnosis import Case, foresee, probe
from tutor.diagnosis.reading import key_text
from tutor.domain import Item, Learner, Move, Source, TutorReply
from tutor.errors import TutorError
from tutor.generation import fillings, iterate_items
from tutor.learner import next_skill
from tutor.learner.mastery import is_learnt
from tutor.maths import find, grade, show
from tutor.verify import ReplyContext
from tutor.verify.prose import sentences
from tutor.verify.reply import tells

QUOTED_MOVES = ("contrast", "hint", "worked_example", "explain")
_CANDIDATES, _SPARE = 48, 4
_SUSPECTED, _SKILLS = 3, 3
"""Likeliest hypotheses whose skills are asked of where the own has no item that tells enough; skills tried."""


def case_of(state: TurnState, parts: Parts) -> Case:
    """Return the attempt with its history and what mastery says before it."""
    seen, learner = state["perceived"], state["learner"]
    return Case(
        problem=seen.problem, response=seen.response, task=seen.task, grade=learner.grade, skill=skill_of(state, parts),
        history=learner.attempts, taught=learner.taught, p_known={skill: mastery.p_known for skill, mastery in learner.mastery.items()},
    )  # fmt: skip


def skill_of(state: TurnState, parts: Parts) -> str:
    """Return the skill of what the message is about: that of the problem in progress, else of the new task; "" if unknown."""
    seen, learner = state["perceived"], state["learner"]
    if seen.task is None:
        return ""
    known = learner.current_skill if not seen.is_new else ""
    return known or parts.placing.skill_of(seen.task)


def placed(move: Move, parts: Parts) -> Move:
    """Return the move with a skill: where the problem's own is unknown, the first one that its misconception touches."""
    belief = parts.catalog.misconceptions.get(move.misconception)
    return move if move.skill or belief is None else move.model_copy(update={"skill": belief.skills[0]})


def item_for(state: TurnState, parts: Parts) -> Item | None:
    """Return the item that the move sets: the next one to practise, or the one that tells most about a doubt; else None."""
    move, learner = state["move"], state["learner"]
    seed = int.from_bytes(sha256(state["turn_id"].encode()).digest()[:4])
    if move.name == "practise":
        near = move.skill or (learner.last_move.skill if learner.last_move is not None else "")
        held = learner.mastery.get(near)
        is_solid = held is not None and is_learnt(held) and held.unaided >= 3
        skill = near if near and not is_solid else next_skill(learner, parts.catalog, state["at"], parts.store.fit())
        return _practice(parts, skill, seed, learner.interests)
    return _telling(state, parts, seed) if move.name == "probe" and move.why == "abstain_probe" else None


def _telling(state: TurnState, parts: Parts, seed: int) -> Item | None:
    """Return the item that tells most about a doubt, of those that a conversation can hold."""
    diagnosis, learner = state["diagnosis"], state["learner"]
    live = diagnosis.hypotheses if diagnosis is not None else ()
    suspected = (parts.catalog.misconceptions.get(made.id) for made in live[:_SUSPECTED])
    skills = dict.fromkeys([state["move"].skill, *(skill for held in suspected if held for skill in held.skills)])
    after = foresee(Case("", "", learner.grade, skill_of(state, parts), learner.attempts), parts.matcher)
    for skill in islice((name for name in skills if name in parts.catalog.skills), _SKILLS):
        drawn = fillings(parts.catalog, parts.matcher, skill=skill, n=_CANDIDATES, seed=seed)
        while task := probe(live, [*drawn], parts.matcher, after):
            item = drawn.pop(task)()
            if item is not None and item.figure is None:
                return item
    return None


def sources_for(state: TurnState, parts: Parts) -> tuple[Source, ...]:
    """Return the pages that the move may quote, best first; none where it quotes nothing, nothing fits, or it was just said."""
    move, last = state["move"], state["learner"].last_move
    was_quoted = last is not None and last.name in QUOTED_MOVES and last.problem == move.problem
    was_quoted |= any(one.taught for one in state["learner"].attempts if one.problem == move.problem) or move.rung > 1
    if move.name not in QUOTED_MOVES or (move.name == "hint" and was_quoted):
        return ()
    skill, belief = parts.catalog.skills.get(move.skill), parts.catalog.misconceptions.get(move.misconception)
    about = f"{belief.belief} {belief.teach.explain}" if belief else move.problem
    query = f"{skill.title if skill else ''} {about}".strip()
    found = parts.index.search(query, k=3, skill=move.skill, kind="lesson")
    told = [source for source in found if not source.id.endswith("#words")]
    return tuple(sorted(told, key=lambda one: not (belief and _names(one, belief.belief))))


def _names(source: Source, belief: str) -> bool:
    """Return whether a page is a trap that begins with the very error, and goes on in words that stand without it."""
    first, *rest = sentences(source.text)
    error, held = ({word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())} for text in (first, belief))
    is_trap = source.id.endswith("#trap") and bool(rest) and not rest[0].startswith(("That ", "Then "))
    return is_trap and 3 * len(error & held) >= 2 * len(error)


def scene_of(state: TurnState, parts: Parts) -> Scene:
    """Return all that the reply may draw on."""
    move, seen = state["move"], state["perceived"]
    belief, keys = parts.catalog.misconceptions.get(move.misconception), keys_of(state)
    supposed = supposed_on(belief.contrast.problem, belief.id, parts) if belief else ""
    is_key = supposed != "" and any(grade(key, supposed).verdict == "right" for key in keys)
    if belief and (is_key or tells(belief.contrast.problem, keys)):
        # by chance the contrast holds the answer that must stay with us: then nothing is supposed
        supposed, belief = "", belief if belief.malrules else None
    return Scene(
        move=move, lines=parts.catalog.lines, turn=state["learner"].turns, keys=keys, diagnosis=state["diagnosis"],
        lesson=parts.catalog.lessons.get(move.skill), misconception=belief, supposed=supposed, item=state.get("item"),
        sources=state["sources"], removed=seen.removed, meaning=parts.catalog.glossary.get(seen.topic),
    )  # fmt: skip


def context_of(state: TurnState, scene: Scene, parts: Parts, composer: str) -> ReplyContext:
    """Return what the reply that is drawn from the scene is held to; a language model's also to our pages."""
    learner, seen, move = state["learner"], state["perceived"], state["move"]
    own = _own(scene, learner)
    return ReplyContext(
        move=move, keys=scene.keys, problem=learner.current_problem, response=seen.response,
        verdict=state["diagnosis"].verdict if state["diagnosis"] else None,
        belief=scene.misconception.belief if scene.misconception else "",
        supposed=((scene.misconception.contrast.problem, scene.supposed),) if scene.misconception else (),
        new_key=scene.item.key if scene.item else "", allowed=_allowed(scene), ours=own,
        sources=state["sources"], tone=parts.catalog.phrases, grade=learner.grade, untold=None if composer == "offline"
        else lambda reply: parts.rules.why_not(reply, move.skill, move.misconception, own),
    )  # fmt: skip


def trimmed(draft: TutorReply, state: TurnState, scene: Scene, parts: Parts) -> TutorReply:
    """Return a language model's reply without the sentences that no page of ours supports."""
    own = _own(scene, state["learner"])
    return parts.rules.trimmed(draft, scene.move.skill, scene.move.misconception, own)


def _own(scene: Scene, learner: Learner) -> tuple[str, ...]:
    """Return what a language model may say word for word: the problem, worked examples, and each sentence of our own reply."""
    ours = (one for segment in compose(scene).segments for one in (segment.text, *sentences(segment.text)))
    examples = (one.problem for one in scene.lesson.examples) if scene.lesson else ()
    return (learner.current_problem, *_allowed(scene), *examples, *ours)


def _allowed(scene: Scene) -> tuple[str, ...]:
    """Return the texts whose numbers a reply may name: the item, and the problem of the contrast where it is shown."""
    held = scene.misconception
    contrast = (held.contrast.problem,) if held and (scene.supposed or not held.malrules) else ()
    return (scene.item.stem if scene.item else "", *contrast)


def keys_of(state: TurnState) -> tuple[str, ...]:
    """Return the answers that must stay with the tutor: of the item that is set, the problem not yet solved, and one left open for it."""
    learner, item, left = state["learner"], state.get("item"), state.get("left")
    unsolved = () if learner.solved else (learner.current_task,)
    tasks = unsolved if left == learner.current_task else (*unsolved, left)
    keys = (item.key if item is not None else "", *(key_text(task) for task in tasks if task is not None))
    return tuple(filter(None, keys))


def supposed_on(problem: str, misconception: str, parts: Parts) -> str:
    """Return, as text, what the misconception yields on a problem; "" where it says nothing there."""
    task = find(problem.replace("`", "")).task
    found = parts.matcher.predictions(task).get(misconception) if task is not None else None
    return show(found[0].node) if found else ""


def _practice(parts: Parts, skill: str, seed: int, interests: Sequence[str]) -> Item | None:
    """Return an item that a conversation can hold: those with a figure are left to paper and the studio."""
    known = {name for pack in parts.catalog.packs for name in pack.interests}
    interest = next((name for name in interests if name in known), "")
    with suppress(TutorError):
        made = iterate_items(parts.catalog, parts.matcher, skill=skill, n=1 + _SPARE, seed=seed, interest=interest)
        return next((item for item in made if item.figure is None), None)
    return None
