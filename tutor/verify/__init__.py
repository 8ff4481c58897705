"""Checks and measures on what comes in and what goes out: `screen` a message, `check_reply` before a learner sees it."""

from tutor.verify.intake import Ear, Screening, redact, screen
from tutor.verify.item import check_item
from tutor.verify.level import reading_grade
from tutor.verify.reply import ReplyContext, check_reply
from tutor.verify.rules import RuleBook
from tutor.verify.words import Words
