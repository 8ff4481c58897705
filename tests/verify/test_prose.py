"""What is prose, and where its sentences end."""

import pytest

from tutor.verify.prose import sentences, why_no_prose

SONNET = """The morning climbs above the sleeping town,
And paints the chimneys with a coat of gold;
The pigeons shake their feathers and look down
On streets that still are silver-blue and cold.
A baker lifts his shutter with a clang,
The smell of bread goes walking down the lane,"""
FREE = """i carry the river
in my coat pocket
small and folded
like a letter nobody
has opened yet
and when it rains
the paper remembers"""
RHYMED = """Twinkle and shine, you little light.
You keep me company at night.
I wonder how you stay so high.
You are a diamond in the sky."""
TABLE = "\n".join(f"{name} | {moons} | {days} and some words" for name, moons, days in [("Mars", 2, 687)] * 6)
CODE = """def add(a, b):
    return a + b

class Dog:
    def bark(self):
        self.sound = "woof"
        return self.sound
for dog in dogs:
    print(dog.bark())
    total = total + add(dog.age, 2)"""
SPANISH = "Las abejas viven en una colonia grande y trabajan juntas todo el verano para hacer miel. La reina pone los huevos en la colmena."
GERMAN = "Die Bienen leben in einem Stock und arbeiten zusammen. Im Sommer sammeln sie Nektar, und die Königin legt jeden Tag viele Eier."
LIST = """What you need for the camping trip:
- A warm sleeping bag
- A tent with all its poles
- Two bottles of clean water
- A map of the park and a compass"""
TALK = """"Where are you going?" asked Mia.
"To the park," said Tom. "Do you want to come?"
"Yes!" she said. "Wait for me."
They ran down the hill to the park."""
WRAPPED = """Honeybees live together in a group called a colony. During the
summer, one healthy colony can hold 40,000 bees or even more.
Dr. Smith has watched them for 20 years in the U.S. and abroad,
and she still finds something new about them every single day."""
LEARNED = (
    "Photosynthesis converts electromagnetic radiation into chemical energy. Chloroplasts contain chlorophyll, which absorbs "
    "wavelengths selectively. Electrons traverse membrane proteins, generating gradients."
)


@pytest.mark.parametrize(
    ("text", "cause"),
    [(SONNET, "poem"), (FREE, "poem"), (RHYMED, "poem"), (TABLE, "table"), (CODE, "code"), (SPANISH, "English"), (GERMAN, "English"),
     ("The cat sat on the mat.", "too short: 6 words"), ("", "too short"), (f"{SPANISH} The bees live in a hive and work.", "English")],
)  # fmt: skip
def test_what_is_no_prose_is_named(text: str, cause: str) -> None:
    assert cause in why_no_prose(text)


@pytest.mark.parametrize("text", [LIST, TALK, WRAPPED, LEARNED], ids=["list", "talk", "wrapped", "learned"])
def test_prose_talk_and_lists_can_be_measured(text: str) -> None:
    assert why_no_prose(text) == ""


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    assert sentences(LIST)[1:3] == ["A warm sleeping bag", "A tent with all its poles"]


def test_what_is_said_stays_with_who_says_it() -> None:
    assert '"Yes!" she said.' in sentences(TALK)


def test_wrapped_lines_initials_and_titles_end_no_sentence() -> None:
    found = sentences(WRAPPED)
    assert len(found) == 3
    assert found[2].startswith("Dr. Smith")
    assert found[2].endswith("every single day.")


def test_a_heading_is_not_joined_to_what_follows() -> None:
    assert sentences("# The Hive\n\nBees live here. They work.") == ["The Hive", "Bees live here.", "They work."]


def test_a_letter_that_is_spoken_of_ends_a_sentence_and_an_initial_does_not() -> None:
    assert len(sentences("The valley has the shape of a U. At its end a lake lies.")) == 2
    assert len(sentences("A Senate bill begins with the letter S. In general it is long.")) == 2
    assert len(sentences("The book was written by J. K. Rowling in a small cafe.")) == 1
