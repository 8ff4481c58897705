"""The English that is listened for in answers, from words.yaml."""

from tutor.maths.tables import Phrasebook

ENGLISH = Phrasebook("maths.answers")
any_of, words = ENGLISH.any_of, ENGLISH.words
