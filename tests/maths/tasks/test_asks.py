"""School questions as they are typed: what they ask, and how the answers to them are graded."""

import pytest

from tutor.maths.answers import grade
from tutor.maths.tasks import answer_text, find

ASKED = """
A bus goes 90 miles in 2 hours. What is its speed? | ratio | 2 : 90 = 1 : _ | missing |  | 45
Lena reads 96 pages in 4 days. How many pages per day? | ratio | 4 : 96 = 1 : _ | missing |  | 24
8 pens cost $16. What is the unit price? | ratio | 8 : 16 = 1 : _ | missing |  | 2
8 pens cost $16. How much does one pen cost? | ratio | 8 : 16 = 1 : _ | missing |  | 2
If a bus travels 45 mph for 2 hours, how far does it go? | evaluate | 45 mph × 2 hours |  |  | 90 mi
angles 40°, 75° and x°. Find x | angle | angle = 40°, angle = 75° | triangle |  | 65°
Angles on a straight line are 130 and y. Find y. | angle | angle = 130 | straight line |  | 50
write 2/5 with a denominator of 20 | solve | 2/5 = _/20 | _ |  | 8
Write 5/6 as an equivalent fraction with denominator 18 | solve | 5/6 = _/18 | _ |  | 15
7 tenths and 2 hundredths as a decimal | evaluate | 7/10 + 2/100 |  | decimal | 0.72
write 5 ones 1 tenth and 9 hundredths as a decimal | evaluate | 5 + 1/10 + 9/100 |  | decimal | 5.19
value of the 4 in 2.045 | evaluate | 4 × 0.01 | value |  | 0.04
What is the value of the digit 3 in 13,729? | evaluate | 3 × 1000 | value |  | 3000
Round 7.4449 to 2 d.p. | round | 7.4449 | 0.01 | rounded:0.01 | 7.44
write 82000 in scientific notation | convert | 82000 | scientific | scientific | 8.2 × 10^4
Express 0.00047 in standard form | convert | 0.00047 | scientific | scientific | 4.7 × 10^-4
Write 9.1 × 10^-2 as a decimal | evaluate | 9.1 × 10^-2 |  |  | 0.091
percent increase from 25 to 32 | percent | 7 ÷ 25 | change | percent | 28%
A fare falls from $20 to $17. What is the percent decrease? | percent | 3 ÷ $20 | change | percent | 15%
6% tax on $30 | percent | 6% × $30 | part |  | $1.80
30% off $70 | evaluate | $70 - 30% × $70 |  |  | $49
A $25 hat has 8% tax. What is the total cost? | evaluate | $25 + 8% × $25 |  |  | $27
Write an equation: four times a number is 28 | translate | 4n = 28 |  |  | 4n = 28
write an expression: the product of 6 and t | translate | 6t | t |  | 6t
A number divided by 4 equals 7. Write an equation. | translate | n ÷ 4 = 7 |  |  | n ÷ 4 = 7
what is the y intercept of y = 5x - 2 | intercept | y = 5x - 2 | y |  | -2
Write three thousand and forty-five in digits. | evaluate | 3000 + 45 |  |  | 3045
Write six hundred and seven as a number | evaluate | 600 + 7 |  |  | 607
Write the first five multiples of 4 | divisibility | 4, 5 | multiples |  | 4, 8, 12, 16, 20
Write 60 as a product of prime factors | factor | 60 |  | factored | 60
There are 4 red and 7 blue marbles in a bag. What fraction of the marbles are red? | evaluate | 4 ÷ (4 + 7) | fraction of all |  | 4/11
A class has 12 boys and 8 girls. What fraction of the class are girls? | evaluate | 8 ÷ (12 + 8) | fraction of all |  | 2/5
The ratio of cats to dogs is 3:4. What fraction of the animals are dogs? | evaluate | 4 ÷ (3 + 4) | fraction of all |  | 4/7
In a class there are 10 boys and 15 girls. What is the ratio of girls to boys? | ratio | 15 : 10 | simplest |  | 3 : 2
A map has scale 1 cm = 5 km. Two towns are 4 cm apart. How far apart are they really? | ratio | 1 : 5 = 4 : _ | missing |  | 20
A recipe needs 2 cups of flour for 3 people. How many cups for 9 people? | ratio | 2 : 3 = _ : 9 | missing |  | 6
It takes 4 workers 6 days to paint a house. How long would 8 workers take? | evaluate | 4 × 6 ÷ 8 | inverse |  | 3
A coat costs £80. In a sale there is 25% off. How much is it now? | evaluate | £80 - 25% × £80 |  |  | £60
A bag is 50. It goes up by 10%, then down by 10%. What is the final price? | evaluate | 50 × (1 + 10%) × (1 - 10%) | up and down |  | 99/2
After a 20% discount a bag costs 48. What was the original price? | evaluate | 48 ÷ (1 - 20%) | original |  | 60
A town grew from 400 to 500 people. By what percent did it grow? | percent | 100 ÷ 400 | change | percent | 25%
Tom pays with 5 dollars for a toy that costs 3.20. How much change does he get? | evaluate | 5 dollars - 3.20 dollars |  |  | $1.80
How much change from $10 if you spend $6.35? | evaluate | $10 - $6.35 |  |  | $3.65
A rope 84 cm long is cut into 7 equal pieces. How long is each piece? | evaluate | 84 cm ÷ 7 |  |  | 12 cm
Mia buys 3 notebooks at $4 each and a pen for $2. How much does she pay? | evaluate | 3 × $4 + $2 | two steps |  | $14
Sam ate 2/8 of a pizza and Lea ate 3/8. How much did they eat together? | evaluate | 2/8 + 3/8 |  |  | 5/8
Tom ate 3/8 of a pizza. How much is left? | evaluate | 1 - 3/8 |  |  | 5/8
How many 1/3 cup servings are in 4 cups? | evaluate | 4 ÷ 1/3 |  |  | 12
In the number 6,481, what is the value of the digit 4? | evaluate | 4 × 100 | value |  | 400
What digit is in the hundreds place of 7,482? | evaluate | 4 |  |  | 4
What number comes just before 5,000? | evaluate | 5,000 - 1 |  |  | 4999
Write the number that is 1000 more than 45,678 | evaluate | 45,678 + 1000 |  |  | 46678
How many quarters are there in 3? | evaluate | 3 ÷ 1/4 |  |  | 12
How many times does 8 go into 96? | evaluate | 96 ÷ 8 |  |  | 12
What is the remainder when 47 is divided by 6? | evaluate | 47 ÷ 6 | left over |  | 5
Lisa shares 24 sweets between 5 friends. How many are left over? | evaluate | 24 ÷ 5 | left over |  | 4
130 pupils go on a trip. Each bus holds 40. How many buses do they need? | evaluate | 130 ÷ 40 | groups needed |  | 4
A baker has 50 rolls and packs them in bags of 8. How many full bags can he make? | evaluate | 50 ÷ 8 | full groups |  | 6
There are 30 pupils in a class and 12 are boys. What percentage are boys? | percent | 12 ÷ 30 | percent | percent | 40%
Tom got 18 out of 20 in a test. What is that as a percentage? | percent | 18 ÷ 20 | percent | percent | 90%
If 30% of the students is 45 students, how many students are there? | percent | 45 ÷ 30% | whole |  | 150
The ratio of boys to girls is 2:3. There are 12 girls. How many boys are there? | ratio | 2 : 3 = _ : 12 | missing |  | 8
There are 20 students. The ratio of boys to girls is 2:3. How many girls are there? | evaluate | 3 ÷ (2 + 3) × 20 | part of all |  | 12
6 pencils cost $1.80. Find the cost of 10 pencils. | ratio | 6 : 1.80 = 10 : _ | missing |  | 3
A car travels 240 km in 4 hours. How far does it go in 7 hours? | ratio | 4 : 240 = 7 : _ | missing |  | 420
How much do 4 pens at $1.25 each cost? | evaluate | 4 × $1.25 |  |  | $5
A tank holds 20 litres. It is 3/5 full. How many litres are in the tank? | evaluate | 3/5 × 20 |  |  | 12
Angles around a point: 120°, 90° and x. Find x. | angle | angle = 120°, angle = 90° | point |  | 150°
A garden is 8 m long and 5 m wide. What is its perimeter? | perimeter | length = 8 m, width = 5 m | rectangle |  | 26 m
Is 9 a prime number? | divisibility | 9 | prime |  | no
Is 6 a factor of 48? | divisibility | 6, 48 | factor |  | yes
Is 3 a multiple of 12? | divisibility | 3, 12 | multiple |  | no
Is 84 divisible by 7? | divisibility | 84, 7 | divisible |  | yes
What number is missing? 3, 6, _, 12 | sequence | 3, 6, _, 12 | gap |  | 9
Estimate 48 x 21 by rounding each to the nearest ten | evaluate | 50 x 20 | estimate |  | 1000
A pizza was cut into 8 slices. Tom ate 3 slices. What fraction of the pizza did he eat? | evaluate | 3 ÷ 8 | part of pieces |  | 3/8
A pizza is cut into 8 equal slices. Tom eats 3. What fraction is left? | evaluate | 1 - 3/8 |  |  | 5/8
Lucy read 1/3 of her book on Monday and 1/4 on Tuesday. What fraction of the book has she read? | evaluate | 1/3 + 1/4 |  |  | 7/12
A class has 24 students. 3/8 of them wear glasses. How many students wear glasses? | evaluate | 3/8 × 24 |  |  | 9
In a class of 30 students, 40% are boys. How many boys are there? | percent | 40% × 30 | part |  | 12
How many hundreds are in 3,400? | evaluate | 3,400 ÷ 100 | full groups |  | 34
How many 250 ml glasses can be filled from 2 litres? | evaluate | 2 litres ÷ 250 ml |  |  | 8
Put < > or = between 3/8 and 1/4 | compare | 3/8 _ 1/4 |  |  | >
what is the opposite of 9 | evaluate | -(9) |  |  | -9
what is the reciprocal of 2/7 | evaluate | 1 ÷ 2/7 |  |  | 7/2
convert 1 hour 25 minutes to minutes | convert | 1 hour 25 minutes | min | unit:min | 85 min
What is negative 6 plus 2 | evaluate | -6 + 2 |  |  | -4
what is the square root of 30 to 1 decimal place | evaluate | √(30) |  | rounded:0.1 | 5.5
Are 4/6 and 6/9 equivalent? | compare | 4/6 _ 6/9 | = |  | =
True or false: 0.7 > 0.65 | compare | 0.7 _ 0.65 | > |  | >
how much more is 61 than 48 | evaluate | 61 - 48 |  |  | 13
how many fewer is 12 than 30 | evaluate | 30 - 12 |  |  | 18
3 jars hold 12 plums. How many plums do 7 jars hold? | ratio | 3 : 12 = 7 : _ | missing |  | 28
3 jars hold 12 plums. How many jars are needed to hold 20 plums? | ratio | 3 : 12 = _ : 20 | missing |  | 5
simple interest on $300 at 4% for 2 years | evaluate | $300 × 4% × 2 |  |  | $24
A coat costs $90 and is on sale for 30% off. How much is it now? | evaluate | $90 - 30% × $90 |  |  | $63
"4 less than z" as an expression | translate | z - 4 | z |  | z - 4
surface area of a cube with side 3 cm | area | side = 3 cm | cube |  | 54 cm²
circumference of a circle with radius 14 use 22/7 | perimeter | radius = 14, pi = 22/7 | circle |  | 88
supplement of 72 degrees | angle | angle = 72° | straight line |  | 108°
___ x 7 = 56 | solve | _ x 7 = 56 | _ |  | 8
order from biggest to smallest 1/3 3/4 1/2 | order | 1/3, 3/4, 1/2 | descending |  | 3/4, 1/2, 1/3
Simplify √72 | evaluate | √72 |  | simplest | 6√2
Solve: 3/4 x = 9 | solve | 3/4 x = 9 | x |  | x = 12
solve 5 y + 2 = 17 | solve | 5 y + 2 = 17 | y |  | y = 3
Put < or > between 0.08 and 0.3 | compare | 0.08 _ 0.3 |  |  | <
What is the sale price of a $60 bag at 15% off? | evaluate | $60 - 15% × $60 |  |  | $51
A pen costs $4 plus 5% tax. What is the total? | evaluate | $4 + 5% × $4 |  |  | $4.20
Write an expression for 'nine less than three times a number' | translate | 3n - 9 |  |  | 3n - 9
How long is it from 9:45 to 11:20? | convert | 11 h 20 min - 9 h 45 min | min |  | 95 min
A bus leaves at 11:50 a.m. and arrives at 1:05 p.m. How many minutes is that? | convert | 13 h 5 min - 11 h 50 min | min | unit:min | 75 min
What is the elapsed time between 10:50 and 12:05? | convert | 12 h 5 min - 10 h 50 min | min |  | 75 min
is -6 < -4 true? | compare | -6 _ -4 | < |  | <
"""
"""The problem, then of its task the kind, the expression (else what is given), what is wanted and the form; and the right answer."""


def rows_of(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split(" | ")] for line in table.splitlines() if line]


@pytest.mark.parametrize("row", rows_of(ASKED), ids=lambda row: row[0])
def test_a_question_of_school_is_read_and_worked_out(row: list[str]) -> None:
    task = find(row[0]).task
    assert task is not None
    assert [task.kind, task.expression or ", ".join(task.given), task.want, task.form, answer_text(task)] == row[1:]


@pytest.mark.parametrize(
    "text",
    [
        "A car drives 80 miles and then 40 miles in 2 hours. What is its speed?",
        "What is the value of the 5 in 5.35?",
        "What is the percent change from 90 to 60?",
        "A $25 hat has 8% tax and 10% off. What is the total cost?",
        "angles 40° and x°. Find x",
        "The angle x was made smaller by 30 degrees and is now 50 degrees. Find x.",
        "write 1/2 and 3/4 as a decimal",
        "4 painters need 6 days. How many days do 2 painters need?",
        "3 jars hold 12 plums. How many pears do 7 jars hold?",
    ],
)
def test_a_question_with_numbers_that_nothing_explains_is_not_guessed_at(text: str) -> None:
    assert find(text).task is None


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("is 0.6 greater than 0.58? i said no", "i said no"),
        ("is 0.6 greater than 0.58 i think yes", "i think yes"),
        ("true or false: 0.6 > 0.58. i think its false", "i think its false"),
        ("is 0.6 greater than 0.58?", ""),
        ("is 0.6 greater than 0.58? my brother is here", ""),
        ("angles are 50 and 70 in a triangle find x i got 120", "120"),
        ("can u help w percent increase from 50 to 60, i got 16%", "16%"),
    ],
)
def test_what_a_pupil_says_to_such_a_question_is_the_claim(message: str, claim: str) -> None:
    found = find(message)
    assert found.task is not None
    assert found.claim == claim


GRADED = """
Is 0.6 greater than 0.58?              | yes                  | right
Is 0.6 greater than 0.58?              | no, 58 is more       | wrong
Is 0.6 greater than 0.58?              | 0.6                  | right
Is 0.6 greater than 0.58?              | 0.58 < 0.6           | right
Is 0.6 greater than 0.58?              | idk                  | unreadable
Is 9 less than 4?                      | nope                 | right
Is -7 greater than -1?                 | yeah                 | wrong
Is 0.3 bigger than 0.30?               | no                   | right
Is 2/3 equal to 8/12?                  | no                   | wrong
Is 2/3 = 8/12?                         | true                 | right
true or false: 5/8 < 1/2               | false                | right
T/F: 5/8 < 1/2                         | T                    | wrong
True or false: 6 + 2 = 4 + 5           | false                | right
Are 3/5 and 9/25 equivalent fractions? | yes                  | wrong
3/5 = _/20                             | 12/20                | right
3/5 = _/20                             | 3/20                 | wrong
write 3/5 with a denominator of 20     | 12/20                | right
write 82000 in scientific notation     | 8.2 x 10^4           | right
write 82000 in scientific notation     | 8.2e4                | right
write 82000 in scientific notation     | 82 x 10^3            | wrong
write 82000 in scientific notation     | 82000                | wrong
write 82000 in scientific notation     | 8.2 x 10^-4          | wrong
value of the 4 in 2.045                | 4 hundredths         | right
value of the 4 in 2.045                | 4                    | wrong
How long is it from 9:45 to 11:20?     | 1:35                 | right
How long is it from 9:45 to 11:20?     | an hour and 35 minutes | right
How long is it from 9:45 to 11:20?     | 1 h 75 min           | wrong
Round 0.07251 to 2 significant figures | 0.073                | right
Round 0.07251 to 2 significant figures | 0.07                 | wrong
A bus goes 90 miles in 2 hours. What is its speed? | 45 mph   | right
A bus goes 90 miles in 2 hours. What is its speed? | 180      | wrong
Share $60 in the ratio 1:5             | $10 and $50          | right
Share $60 in the ratio 1:5             | 10, 50               | right
Share $60 in the ratio 1:5             | 30 and 30            | wrong
Share 60 in the ratio 1:5              | 10:50                | right
Share 60 in the ratio 1:5              | 50:10                | wrong
Share 60 in the ratio 1:5              | 1:5                  | wrong
Write an equation: four times a number is 28 | 4x = 28        | right
Write an equation: four times a number is 28 | 4 + x = 28     | wrong
area of a circle with radius 4         | 50.24                | right
area of a circle with radius 4         | 50.27                | right
area of a circle with radius 4         | 16π                  | right
area of a circle with radius 4         | 50.1                 | wrong
81 - 36                                | you can't take 6 from 1 | unreadable
81 - 36                                | you can't take 6 from 1 so 55 | wrong
81 - 36                                | i had to take 10 from the 8 and got 45 | right
81 - 36                                | it is less than 50   | unreadable
81 - 36                                | it is less than 40   | wrong
2x + 3 = 15                            | x                    | unreadable
2x + 3 = 15                            | 2(6) + 3 = 15        | unreadable
2x + 3 = 15                            | no solution          | wrong
which is bigger, 0.7 or 0.65?          | the first one        | right
which is bigger, 0.7 or 0.65?          | i think its the second | wrong
which is bigger, 0.7 or 0.65?          | they are the same    | wrong
which is smallest: 1/2, 1/3 or 1/4     | the last             | right
Is 9 a prime number?                   | no, 3 x 3 = 9        | right
Is 9 a prime number?                   | yes because it is odd | wrong
Is 9 a prime number?                   | idk                  | unreadable
remainder when 47 is divided by 6      | 7 r 5                | right
remainder when 47 is divided by 6      | 7                    | wrong
25% off £80                            | 60 pounds            | right
value of the 7 in 4,725                | 7 hundreds           | right
value of the 7 in 4,725                | 7 tens               | wrong
value of the 7 in 4,725                | seven hundred        | right
value of the 7 in 4,725                | seventy              | wrong
write 60 as a product of primes        | 2^2 x 3 x 5          | right
write 60 as a product of primes        | 2 x 2 x 3 x 5        | right
write 60 as a product of primes        | 4 x 3 x 5            | wrong
percent increase from 25 to 32         | 28%                  | right
percent increase from 25 to 32         | 28                   | right
percent increase from 25 to 32         | 0.28                 | wrong
percent increase from 25 to 32         | 128%                 | wrong
Simplify √72                           | 6√2                  | right
Simplify √72                           | 2√18                 | wrong
Simplify √72                           | 36                   | wrong
"""


@pytest.mark.parametrize(("problem", "response", "verdict"), rows_of(GRADED))
def test_an_answer_as_it_is_typed_is_graded(problem: str, response: str, verdict: str) -> None:
    task = find(problem).task
    assert task is not None
    assert grade(answer_text(task), response, task=task, form=task.form).verdict == verdict


@pytest.mark.parametrize(
    "problem",
    [
        "There are 18 girls and 12 boys. What percentage are boys?",
        "There are 30 pupils in a class and 12 are boys. What percentage are girls?",
        "Tom got 18 out of 20 in a test. What percentage did he get wrong?",
        "Tom had 24 marbles and put 9 in a box. How many are left?",
        "There are 25 people at the stop. A bus holds 40 people. How many more people are needed to fill it?",
        "Ann ate 1/4 of a pizza and Ben ate 1/3 of the rest. How much did they eat altogether?",
        "Lucy read 1/3 of her book on Monday and 1/4 of the rest on Tuesday. What fraction of the book has she read?",
        "A class has 24 students. 3/8 of them wear glasses. How many students do not wear glasses?",
        "Mia buys 3 notebooks at $4 each and a pen for $2. How much more do the notebooks cost than the pen?",
        "A coat costs £80. In a sale there is 25% off. How much is taken off?",
        "The ratio of boys to girls is 2:3. There are 12 girls. How many teachers are there?",
        "There are 30 pupils and 12 are boys. What fraction are girls?",
        "Emma is 12 years old. Her brother is 3 times as old. How old will he be in 5 years?",
        "What is the sum of the factors of 12?",
        "Sara earns $500 a week and gets a 10% raise. How much more does she earn?",
        "A tank holds 20 litres. It is 3/5 full. How many litres must be put in to fill it?",
    ],
)
def test_a_story_that_asks_for_something_else_is_not_guessed_at(problem: str) -> None:
    assert find(problem).task is None
