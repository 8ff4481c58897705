"""Ratio, rate and proportion as schools ask for them: what is read, how it is worked out, and what stays unread."""

import pytest

from tests.maths.tasks.test_asks import rows_of
from tutor.maths.tasks import answer_text, find

ASKED = """
Share £56 between Mia and Zoe in the ratio 3:4. How much does Mia get? | 3 ÷ (3 + 4) × 56 | part of all | 24
Mia and Zoe share 56 stickers in the ratio 3 : 4. How many stickers does Zoe get? | 4 ÷ (3 + 4) × 56 | part of all | 32
divide $90 between tom and his sister in the ratio 4 to 5. how much does his sister receive | 5 ÷ (4 + 5) × 90 | part of all | 50
£90 is shared between Tom and Eva in the ratio 4:5. Work out Eva's share. | 5 ÷ (4 + 5) × 90 | part of all | 50
Tom and Eva share £90 in the ratio 4:5. Find how much Tom gets. | 4 ÷ (4 + 5) × 90 | part of all | 40
Ali, Ben and Cara share £120 in the ratio 1:2:5. How much does Cara get? | 5 ÷ (1 + 2 + 5) × 120 | part of all | 75
A grandmother shares $60 between Ana, Bea and Clio in the ratio 1:2:3. How much does Bea get? | 2 ÷ (1 + 2 + 3) × 60 | part of all | 20
Ali and Ben share some money in the ratio 2:5. Ben gets £30. How much does Ali get? | 2 : 5 = _ : 30 | missing | 12
Ali and Ben share some money in the ratio 2:5. Ali receives £8. What is Ben's share? | 2 : 5 = 8 : _ | missing | 20
Ali and Ben share some money in the ratio 2:5. Ben gets £30 more than Ali. How much does Ali get? | 30 ÷ (5 - 2) × 2 | from difference | 20
Al and Ben share nuts in the ratio 2:5. Al gets 12 fewer nuts than Ben. How many does Ben get? | 12 ÷ (5 - 2) × 5 | from difference | 20
Al and Ben share nuts in the ratio 2:5. Ben gets 6 more than Al. How many did they share? | 6 ÷ (5 - 2) × (2 + 5) | from difference | 14
Al and Ben share nuts in the ratio 2:5. Al gets 12 nuts. How many do they share altogether? | 12 ÷ 2 × (2 + 5) | all from part | 42
Share 63 in the ratio 2:7. What is the smaller share? | 2:7 | smaller share | 14
Split 63 beads between two friends in the ratio 2 to 7. How many beads are in the larger share? | 2 : 7 | larger share | 49
A rope of 63 m is cut in the ratio 2:7. What is the larger part? | 2:7 | larger share | 49
Two numbers are in the ratio 2:7 and their sum is 63. Find the larger number. | 2:7 | larger share | 49
The sum of two numbers is 63. They are in the ratio 2:7. What is the smaller number? | 2:7 | smaller share | 14
Share $120 in the ratio 3:4:5. How much is the largest share? | 3:4:5 | larger share | 50
The ratio of red to blue beads is 2:5. There are 35 beads. How many are red? | 2 ÷ (2 + 5) × 35 | part of all | 10
The ratio of cats to dogs in a home is 3:4. There are 42 animals altogether. How many dogs are there? | 4 ÷ (3 + 4) × 42 | part of all | 24
There are 42 animals in a home. The ratio of cats to dogs is 3:4. Find the number of cats. | 3 ÷ (3 + 4) × 42 | part of all | 18
the ratio of cats to dogs is 3 to 4. there are 42 animals. how many of them are dogs | 4 ÷ (3 + 4) × 42 | part of all | 24
The ratio of cats to dogs is 3:4. There are 12 cats. How many animals are there altogether? | 12 ÷ 3 × (3 + 4) | all from part | 28
The ratio of boys to girls is 3:5. There are 25 girls. How many children are there? | 25 ÷ 5 × (3 + 5) | all from part | 40
Mix red and blue in the ratio 3:4. She uses 12 litres of red. How many litres of blue does she need? | 3 : 4 = 12 : _ | missing | 16
Orange squash and water are mixed in the ratio 1:5. How much water is needed for 200 ml of squash? | 1 : 5 = 200 : _ | missing | 1000 ml
He mixes cement and sand in the ratio 1:4. He uses 3 bags of cement. How many bags of sand are needed? | 1 : 4 = 3 : _ | missing | 12
Mix lime, sand and clay in the ratio 1:2:3. How much clay is needed for 60 kg of plaster? | 3 ÷ (1 + 2 + 3) × 60 kg | part of all | 30 kg
Mix juice and water in the ratio 2:3. How much juice is needed for 500 ml of punch? | 2 ÷ (2 + 3) × 500 ml | part of all | 200 ml
There are 3 boys for every 4 girls in a club. If there are 12 boys, how many girls are there? | 3 : 4 = 12 : _ | missing | 16
For every 2 adults there are 7 children on a trip. There are 35 children. How many adults are there? | 2 : 7 = _ : 35 | missing | 10
3 lemons cost 90 cents. What do 5 lemons cost? | 3 : 90 = 5 : _ | missing | 150¢
3 lemons cost 90 cents. How many cents do 5 lemons cost? | 3 : 90 = 5 : _ | missing | 150
4 identical mugs cost $18. What do 6 of them cost? | 4 : 18 = 6 : _ | missing | 27
4 mugs cost $18. How much would you pay for 6 mugs? | 4 : 18 = 6 : _ | missing | 27
Find the unit price: 8 rolls for $4.00 | 8 : 4.00 = 1 : _ | missing | 0.5
A pack of 6 cans costs $9. What is the price of one can? | 6 : 9 = 1 : _ | missing | 3/2
Ben earns $63 for 7 hours of work. At this rate, how much does he earn for 12 hours? | 7 : 63 = 12 : _ | missing | 108
A van uses 9 litres of diesel to travel 120 km. How many litres does it need for 200 km? | 120 : 9 = 200 : _ | missing | 15
A tap leaks 20 ml in 5 minutes. How much water does it leak in 60 minutes? | 5 : 20 = 60 : _ | missing | 240 ml
A recipe serving 4 needs 300 g of rice. How much for 6 people? | 300 : 4 = _ : 6 | missing | 450 g
A recipe for 4 people uses 600 ml of milk. How much milk is needed for 10 people? | 600 : 4 = _ : 10 | missing | 1500 ml
To make 12 muffins you need 180 g of flour. How much flour do you need to make 20 muffins? | 180 : 12 = _ : 20 | missing | 300 g
it takes 4 people 6 days to dig a ditch. how many days for 8 people | 4 × 6 ÷ 8 | inverse | 3
6 builders can build a wall in 10 days. How long would 15 builders take? | 6 × 10 ÷ 15 | inverse | 4
"""
"""The problem, then of its task the expression and what is wanted; and the right answer."""


@pytest.mark.parametrize("row", rows_of(ASKED), ids=lambda row: row[0])
def test_a_question_of_proportion_is_read_and_worked_out(row: list[str]) -> None:
    task = find(row[0]).task
    assert task is not None
    assert [task.expression, task.want, answer_text(task)] == row[1:]


UNREAD = """
Tom and Eva share £90 in the ratio 4:5. How much more does Eva get than Tom?
Share £90 between Tom and Eva in the ratio 4:5. How much more does Eva get?
Share £90 between Tom and Eva in the ratio 4:5. How much does Sam get?
Tom and Eva share £90 in the ratio 4:5. Tom spends £10. How much does Tom have left?
Share £120 between Ali, Ben and Cara in the ratio 1:2. How much does Cara get?
The ratio of cats to dogs is 3:4. There are 42 more dogs than cats. How many dogs are there?
The ratio of cats to dogs is 3:4. There are 12 cats. How many birds are there?
The ratio of cats to dogs is 3:4. There are 12 birds. How many dogs are there?
The ratio of cats to dogs is 3:4. There are 12 cats. How many more dogs than cats are there?
A drink is made from juice and water in the ratio 2:3. She uses 400 ml of juice. How many litres of water does she need?
For every 2 adults there are 7 children on a trip. There are 36 people. How many adults are there?
4 mugs cost £18. What do 6 plates cost?
2 kg of rice cost £3. How much do 500 g cost?
A tap leaks 20 ml in 5 minutes. How much water does it leak in 2 hours?
A tap leaks 20 ml in 5 minutes. How many litres does it leak in 60 minutes?
To make 12 muffins you need 180 g of flour and 2 eggs. How much flour do you need to make 20 muffins?
A recipe for 4 people uses 600 ml of milk. How many litres of milk are needed for 10 people?
It takes 6 builders 10 days to build a wall. How many hours will it take 4 builders?
It takes 6 builders 10 days to build a wall. How many builders are needed to build it in 4 days?
A clock ticks 10 times in 20 seconds. How many ticks per minute?
A car goes 60 km in 40 minutes. What is its speed?
A map has scale 1 cm = 5 km. Two towns are 4 cm apart. How far apart are they in metres?
"""


@pytest.mark.parametrize("text", [line for line in UNREAD.splitlines() if line])
def test_a_question_that_asks_for_something_else_is_not_guessed_at(text: str) -> None:
    assert find(text).task is None


@pytest.mark.parametrize(
    "text",
    [
        "Which is longer and by how many centimetres: 1.5 m or 140 cm?",
        "The 4th term of the sequence 2, 5, 8, ... is 11. What is the 9th term?",
    ],
)
def test_what_asks_for_more_than_was_read_stays_unread(text: str) -> None:
    assert find(text).task is None


def test_pence_beside_pounds_are_a_part_of_a_pound() -> None:
    assert find("Add £1.40 and 85p.").problem == "£1.40 + £0.85"
