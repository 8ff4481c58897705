"""What a learner knows, what is due, what is next: `fold` the events, `apply` one more, ask for `next_skill`."""

from tutor.learner.fold import apply, fold
from tutor.learner.next import next_skill
