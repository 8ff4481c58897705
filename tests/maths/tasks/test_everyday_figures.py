"""Figures, angles, points, lines and rates told in everyday words: what they ask; and what looks like them but asks something else."""

import pytest

from tutor.maths.tasks import answer_text, find

ASKED = """
A trapezium has parallel sides of 4 cm and 8 cm and a height of 5 cm. Find its area.
  | area | base = 4 cm, base = 8 cm, height = 5 cm | trapezoid | 30 cm²
The parallel sides of a trapezium are 3 m and 7 m. The height is 4 m. Work out the area.
  | area | base = 3 m, base = 7 m, height = 4 m | trapezoid | 20 m²
a trapezoid has parallel sides 5 cm and 9 cm that are 6 cm apart. what is the area
  | area | base = 5 cm, base = 9 cm, height = 6 cm | trapezoid | 42 cm²
find the area of a trapezium with parallel sides 6 and 11 and perpendicular height 4
  | area | base = 6, base = 11, height = 4 | trapezoid | 34
The parallel sides of a trapezoid are 10 in and 14 in. The distance between them is 5 in. How big is its area?
  | area | base = 10 in, base = 14 in, height = 5 in | trapezoid | 60 in²
Find the area of a semi-circle with radius 6 cm.
  | area | radius = 6 cm | semicircle | (18π) cm²
a semicircle has a diameter of 8 m. what is its area
  | area | diameter = 8 m | semicircle | (8π) m²
A right triangle has legs of 5 cm and 8 cm. Find its area.
  | area | base = 5 cm, height = 8 cm | triangle | 20 cm²
a right-angled triangle has sides 5 cm, 12 cm and 13 cm. what is its area
  | area | base = 5 cm, height = 12 cm, side = 13 cm | triangle | 30 cm²
find the area of a right triangle with legs 9 m and 12 m and hypotenuse 15 m
  | area | base = 9 m, height = 12 m, side = 15 m | triangle | 54 m²
the perimeter of a square is 28 cm. what is its area
  | evaluate | (28 cm ÷ 4) × (28 cm ÷ 4) | area of a square | 49 cm²
A square has a perimeter of 20 m. Find its area.
  | evaluate | (20 m ÷ 4) × (20 m ÷ 4) | area of a square | 25 m²
An L-shape is made from a rectangle 9 cm by 5 cm with a 3 cm by 2 cm rectangle joined to it. What is the total area?
  | evaluate | 9 cm × 5 cm + 3 cm × 2 cm | total area | 51 cm²
A shape is made of two rectangles measuring 6 cm by 4 cm and 5 cm by 2 cm. Find its area.
  | evaluate | 6 cm × 4 cm + 5 cm × 2 cm | total area | 34 cm²
A room is 5 m by 4 m. A rug 2 m by 3 m lies in the middle. What area of floor is not covered?
  | evaluate | 5 m × 4 m - 2 m × 3 m | area left | 14 m²
A lawn is 12 m long and 9 m wide. It has a flower bed 4 m by 2 m. Find the area of the lawn that is left.
  | evaluate | 12 m × 9 m - 4 m × 2 m | area left | 100 m²
A farmer puts a fence all round a field that is 60 m long and 40 m wide. How much fence does he need?
  | perimeter | length = 60 m, width = 40 m | rectangle | 200 m
we want to build a fence around a garden 9 m by 7 m. how many metres of fence are needed
  | perimeter | length = 9 m, width = 7 m | rectangle | 32 m
How many tiles 20 cm by 20 cm are needed to cover a floor 4 m by 3 m?
  | evaluate | (4 m × 3 m) ÷ (20 cm × 20 cm) |  | 300
A rectangle has its length and width both doubled. Its area was 12 cm². What is the new area?
  | evaluate | 2 × 2 × 12 cm² | scaled area | 48 cm²
The area of a square is 9 cm². All its sides are tripled. What is its new area?
  | evaluate | 3 × 3 × 9 cm² | scaled area | 81 cm²
The edges of a cube are tripled. How many times bigger is the volume?
  | evaluate | 3 × 3 × 3 | scaled volume | 27
A circle has a diameter of 18 cm. What is its radius?
  | evaluate | 18 cm ÷ 2 | radius | 9 cm
the diameter of a wheel is 70 cm. find the radius
  | evaluate | 70 cm ÷ 2 | radius | 35 cm
what is the radius of a circle with diameter 9
  | evaluate | 9 ÷ 2 | radius | 9/2
The radius of a circle is 6.5 m. How long is its diameter?
  | evaluate | 2 × 6.5 m | diameter | 13 m
The circumference of a circle is 62.8 cm. Using π = 3.14, find its radius.
  | evaluate | 62.8 cm ÷ (2 × 3.14) | radius | 10 cm
A circle has a circumference of 44 cm. Find its diameter. Use 22/7 for pi.
  | evaluate | 44 cm ÷ 22/7 | diameter | 14 cm
Work out the perimeter of a semicircle with diameter 20 cm. Use π = 3.14.
  | evaluate | 3.14 × 20 cm ÷ 2 + 20 cm | half circle | 51.4 cm
A wheel has a diameter of 60 cm. How far does it go in one full turn? Use π = 3.14
  | perimeter | diameter = 60 cm, pi = 3.14 | circle | 188.4 cm
the radius of a bike wheel is 30 cm. how far does it roll in one turn? take π = 3.14
  | perimeter | radius = 30 cm, pi = 3.14 | circle | 188.4 cm
A prism has a base area of 30 cm² and height 5 cm. What is its volume?
  | evaluate | 30 cm² × 5 cm | volume | 150 cm³
The area of the base of a cylinder is 12 cm² and its height is 6 cm. Find the volume.
  | evaluate | 12 cm² × 6 cm | volume | 72 cm³
A pyramid has a square base of side 4 m and a height of 6 m. What is its volume?
  | evaluate | 4 m × 4 m × 6 m ÷ 3 | pyramid | 32 m³
A triangular prism has a triangular end with base 8 cm and height 3 cm. The prism is 5 cm long. Find the volume.
  | evaluate | 8 cm × 3 cm ÷ 2 × 5 cm | triangular prism | 60 cm³
A cube has a volume of 64 cm³. How long is one edge?
  | evaluate | ∛64 | side | 4
the volume of a cube is 125 cubic cm. find the length of its side
  | evaluate | ∛125 | side | 5
a tank is 60 cm by 30 cm by 40 cm. how many litres of water does it hold
  | evaluate | 60 × 30 × 40 ÷ 1000 | litres | 72
A cuboid has volume 60 cm³, length 5 cm and width 4 cm. Find its height.
  | evaluate | 60 ÷ (5 × 4) | side | 3
An isosceles triangle has a top angle of 50°. What is each of its base angles?
  | evaluate | (180 - 50) ÷ 2 | base angle | 65
the angle between the equal sides of an isosceles triangle is 30°. work out the base angles
  | evaluate | (180 - 30) ÷ 2 | base angle | 75
find the base angles of an isosceles triangle with vertex angle 80
  | evaluate | (180 - 80) ÷ 2 | base angle | 50
each base angle of an isosceles triangle is 65 degrees. what is the angle at the top
  | evaluate | 180 - 2 × 65 | top angle | 50
An isosceles triangle has two base angles of 70°. Find the third angle.
  | evaluate | 180 - 2 × 70 | top angle | 40
Two straight lines cross. One of the angles is 63°. What is the size of the angle vertically opposite it?
  | evaluate | 63 | equal angles | 63
two lines intersect and form an angle of 118°. find the vertically opposite angle
  | evaluate | 118 | equal angles | 118
One angle is 35°. What is the vertically opposite angle?
  | evaluate | 35 | equal angles | 35
Two straight lines cross. One angle is 47°. Find the angle opposite it.
  | evaluate | 47 | equal angles | 47
Two parallel lines are cut by a transversal. One angle is 81°. What is its alternate angle?
  | evaluate | 81 | equal angles | 81
Two parallel lines are crossed by a third line. One angle is 75°. Find the corresponding angle.
  | evaluate | 75 | equal angles | 75
parallel lines are cut by a transversal. a co-interior angle is 110°. find the other one
  | angle | angle = 110° | straight line | 70°
In a parallelogram one angle is 65°. Find the angle next to it.
  | angle | angle = 65° | straight line | 115°
In a parallelogram one angle is 65°. What is the opposite angle?
  | evaluate | 65 | equal angles | 65
One acute angle of a right triangle is 34°. Find the other acute angle.
  | angle | angle = 34° | right angle | 56°
a right-angled triangle has an angle of 52°. what is the third angle
  | angle | angle = 52° | right angle | 38°
In a triangle the interior opposite angles are 40° and 65°. What is the exterior angle?
  | evaluate | 40 + 65 | exterior angle | 105
What is the sum of the interior angles of a hexagon?
  | evaluate | (6 - 2) × 180 | angle sum | 720
find the sum of the angles in an octagon
  | evaluate | (8 - 2) × 180 | angle sum | 1080
what do the angles in a quadrilateral add up to
  | evaluate | (4 - 2) × 180 | angle sum | 360
What is the sum of the interior angles of a polygon with 12 sides?
  | evaluate | (12 - 2) × 180 | angle sum | 1800
Find the size of one interior angle of a regular pentagon.
  | evaluate | (5 - 2) × 180 ÷ 5 | interior angle | 108
how big is each interior angle of a regular octagon
  | evaluate | (8 - 2) × 180 ÷ 8 | interior angle | 135
What is each exterior angle of a regular decagon?
  | evaluate | 360 ÷ 10 | exterior angle | 36
work out the exterior angle of a regular polygon with 12 sides
  | evaluate | 360 ÷ 12 | exterior angle | 30
The angles of a triangle are x, 3x and 5x. Find x.
  | solve | x + 3x + 5x = 180 | x | x = 20
a triangle has angles 2x, 3x and 4x. what is x
  | solve | 2x + 3x + 4x = 180 | x | x = 20
A right-angled triangle has shorter sides 9 cm and 12 cm. How long is the longest side?
  | evaluate | √(9 × 9 + 12 × 12) | right triangle | 15
A rectangle is 6 cm by 8 cm. How long is its diagonal?
  | evaluate | √(6 × 6 + 8 × 8) | right triangle | 10
find the diagonal of a rectangle 5 m long and 12 m wide
  | evaluate | √(5 × 5 + 12 × 12) | right triangle | 13
A ship sails 5 km north then 12 km east. How far is it from its starting point in a straight line?
  | evaluate | √(5 × 5 + 12 × 12) | right triangle | 13
tom walks 8 km west and then 6 km south. how far is he from home
  | evaluate | √(8 × 8 + 6 × 6) | right triangle | 10
Find x, the hypotenuse, if the other two sides are 5 and 12.
  | evaluate | √(5 × 5 + 12 × 12) | right triangle | 13
Point A is at (5, -1). It is translated 4 units left. What are its new coordinates?
  | point | (5 - 4, -1) | moved | (1, -1)
move the point (-2, 3) up 5 and right 2. where is it now
  | point | (-2 + 2, 3 + 5) | moved | (0, 8)
Translate (1, 4) 3 units down.
  | point | (1, 4 - 3) | moved | (1, 1)
The point (2, -3) is moved 4 left and 1 down. Write the coordinates of its image.
  | point | (2 - 4, -3 - 1) | moved | (-2, -4)
Reflect the point (2, 5) in the x-axis. Write the new coordinates.
  | point | (2, -(5)) | reflected | (2, -5)
what are the coordinates of (-4, 1) reflected across the y-axis
  | point | (-(-4), 1) | reflected | (4, 1)
P (3, -2) is reflected in the y-axis. Where is its image?
  | point | (-(3), -2) | reflected | (-3, -2)
In which quadrant is the point (-4, 7)?
  | evaluate | 2 | quadrant | 2
which quadrant does (3, -8) lie in
  | evaluate | 4 | quadrant | 4
The point (3, k) lies on y = 2x + 5. Find k.
  | substitute | 2x + 5 |  | 11
the point (a, 9) is on the line y = 2x + 1. what is a
  | solve | 2a + 1 = 9 | a | a = 4
The point (m, -1) lies on the line y = 3x + 5. Find m.
  | solve | 3m + 5 = -1 | m | m = -2
A line has the equation y = 3x - 4. Find y when x = -2.
  | substitute | 3x - 4 |  | -10
find y when x = 6 if y = 3x - 5
  | substitute | 3x - 5 |  | 13
A line is parallel to y = -3x + 1. What is its gradient?
  | slope | y = -3x + 1 |  | -3
what is the slope of a line parallel to y = 4x - 7
  | slope | y = 4x - 7 |  | 4
The nth term of a sequence is 3n + 2. What is the 12th term?
  | substitute | 3n + 2 |  | 38
find the 9th term of the sequence with nth term 4n - 3
  | substitute | 4n - 3 |  | 33
What is the fifth term of the sequence n²?
  | substitute | n² |  | 25
The first term of an arithmetic sequence is 4 and the common difference is 7. What is the 5th term?
  | evaluate | 4 + (5 - 1) × (7) | term | 32
A table shows x: 1, 2, 3, 4 and y: 3, 7, 11, 15. What is the rule for y in terms of x?
  | translate | y = (7 - (3))/(2 - (1)) × (x - (1)) + (3) | line | y = 4x - 1
y is proportional to x, and y = 15 when x = 5. Find y when x = 8.
  | ratio | 5 : 15 = 8 : _ | missing | 24
p varies directly as q. when q = 4, p = 10. what is p when q = 6
  | ratio | 4 : 10 = 6 : _ | missing | 15
y is directly proportional to x. y = 12 when x = 4. Find x when y = 21.
  | ratio | 4 : 12 = _ : 21 | missing | 7
y is inversely proportional to x. When x = 3, y = 8. Find y when x = 6.
  | evaluate | 8 × 3 ÷ 6 | inverse | 4
y varies directly as x. When x = 6, y = 3. Find the constant of proportionality.
  | evaluate | 3 ÷ 6 | constant | 1/2
the price of rope is proportional to its length. 3 m costs $12. how much is 5 m
  | ratio | 3 : 12 = 5 : _ | missing | 20
A plumber charges £40 call-out and £25 an hour. How much does he charge for 3 hours?
  | evaluate | 40 + 25 × 3 |  | 115
A gym charges a joining fee of $25 and $10 per month. How much would it cost for 6 months?
  | evaluate | 25 + 10 × 6 |  | 85
A plant is 12 cm tall and grows 3 cm every week. How tall is it after 5 weeks?
  | evaluate | 12 + 3 × 5 |  | 27
a candle is 30 cm tall and burns down 3 cm every hour. how tall is it after 4 hours
  | evaluate | 30 - 3 × 4 |  | 18
Write in figures: six thousand and nine.
  | evaluate | 6000 + 9 |  | 6009
write 3 thousands, 4 hundreds and 7 ones as a number
  | evaluate | 3 × 1000 + 4 × 100 + 7 |  | 3407
What is 10^4 written as an ordinary number?
  | evaluate | 10^4 |  | 10000
Write 38 000 in scientific notation.
  | convert | 38000 | scientific | 3.8 × 10^4
Work out (6 x 10^5) ÷ (3 x 10^2) in standard form
  | evaluate | (6 x 10^5) ÷ (3 x 10^2) |  | 2000
translate (1, 4) 3 right and 2 down
  | point | (1 + 3, 4 - 2) | moved | (4, 2)
"""
"""The problem, then of its task the kind, the expression (else what is given) and what is wanted; and the right answer."""

NOT_SURE = """
An isosceles triangle has a top angle of 40° and sides of 5 cm. Find its perimeter.
An isosceles triangle has an angle of 40°. Find the other angles.
An isosceles triangle has base angles of 50° and an exterior angle of 130°. Find the third angle.
Two lines cross. One angle is 50°. Find the angle next to it.
Two parallel lines are cut by a transversal. One angle is 72°. Find the other angles.
What is the sum of the exterior angles of a hexagon?
Find the size of one interior angle of an irregular hexagon.
Two angles of a triangle are 45° and 70°. Find the exterior angle.
A parallelogram has an angle of 70° and a side of 5 cm. Find the angle next to it.
The angles of a quadrilateral are x, 2x and 3x. Find x.
Point A (3, 4) is moved 2 units left and reflected in the x-axis. Where is it now?
Reflect (3, 4) in the line y = x.
Reflect the point (3, 4) in the x-axis. How far is it from the origin?
Translate the point (3, 4) 2 units left. What is the new x-coordinate?
In which quadrant is the point (0, 5)?
In which quadrant is the point (-3, 5) after it is reflected in the x-axis?
The point (3, k) lies on y = 2x + 5. Find 2k.
The point (3, k) lies on the circle with radius 5. Find k.
A line is perpendicular to y = 2x + 1. What is its gradient?
A line is parallel to y = 2x + 1 and passes through (0, 5). What is its equation?
The nth term of a sequence is 3n + 2. Which term is 50?
The nth term of a sequence is 3n + 2. Find the sum of the first 10 terms.
The nth term is 3n + 2. What is the difference between the 10th term and the 3rd term?
The first term of a geometric sequence is 4 and the common ratio is 3. What is the 5th term?
y is proportional to the square of x. When x = 3, y = 18. Find y when x = 5.
y is proportional to x. When x = 3, y = 18. Find the equation for y in terms of x.
y is inversely proportional to x. When x = 3, y = 8. Find the constant of proportionality.
y is proportional to x, and y = 15 when x = 5. Find z when x = 8.
Write 3 thousands, 4 hundreds and 7 ones in words.
A plumber charges £40 call-out and £25 an hour. How many hours did he work if he charged £90?
A plumber charges £40 call-out and £25 an hour. How much does he charge for 3 days?
A candle is 30 cm tall and burns down 3 cm every hour. When is it burnt out?
A candle is 30 cm tall and burns down 3 cm every hour. How much has burnt after 4 hours?
A garden is 10 m by 7 m. A pond 3 m by 2 m is in the middle. What is the area of the pond?
A garden is 10 m by 7 m. A pond 3 m by 2 m is in the middle. Grass costs $4 a square metre. What does the grass cost?
How many tiles 30 cm by 30 cm are needed to cover a floor 4 m by 3 m?
The circumference of a circle is 62.8 cm. Using π = 3.14, find its area.
Find the perimeter of a semicircle with radius 4 cm.
Find the perimeter of a semi-circle with radius 4 cm in terms of pi.
Find the area of a quarter circle with radius 4 cm.
A wheel has a diameter of 60 cm. How far does it go in 10 full turns? Use π = 3.14
A pyramid has a square base of side 4 m and a slant height of 5 m. What is its volume?
A cube has a volume of 64 cm³. What is its surface area?
A tank is 60 cm by 30 cm by 40 cm and is half full. How many litres does it hold?
The edges of a cube are doubled. How many times bigger is the surface area?
A rectangle has its length doubled. Its area was 12 cm². What is the new area?
A rectangle has a perimeter of 36 cm. What is its area?
A right-angled triangle has sides 6 cm, 8 cm and 11 cm. What is its area?
A right-angled triangle has sides 9 cm and 12 cm. How long is the third side?
A ship sails 5 km north then 12 km east. How far did it sail altogether?
A ship sails 5 km north then 12 km south. How far is it from its starting point?
A farmer puts a fence all round a field that is 60 m long and 40 m wide. The fence costs $5 a metre. How much does he pay?
A farmer puts a fence round a field that is 60 m long and 40 m wide. There is a gate of 3 m. How much fence does he need?
Two straight lines cross. One angle is 47°. Find the other angle opposite it.
y varies directly as x. When x = 8, y = 2. Find the equation connecting them.
A trapezium has parallel sides of 4 cm and 8 cm and an area of 30 cm². Find its height.
A trapezium has parallel sides of 4 cm and 8 cm, a height of 5 cm and a side of 6 cm. Find its perimeter.
Write in words: 6009
What is the bearing of a ship that sails 5 km north then 12 km east?
An isosceles trapezium has base angles of 70°. Find the other angles.
A pentagon has angles of 100°, 110°, 120° and 90°. What is the sum of the angles?
One acute angle in a right-angled triangle is 28° and the hypotenuse is 5 cm. Find the other side.
"""


@pytest.mark.parametrize(
    "row", [line.split(" | ") for line in ASKED.replace("\n  |", " |").splitlines() if line], ids=lambda row: row[0]
)
def test_an_everyday_question_is_read_and_worked_out(row: list[str]) -> None:
    task = find(row[0]).task
    assert task is not None
    assert [task.kind, task.expression or ", ".join(task.given), task.want, answer_text(task)] == [
        part.strip() for part in row[1:]
    ]


@pytest.mark.parametrize("asked", [line for line in NOT_SURE.splitlines() if line])
def test_a_question_with_one_thing_more_or_another_end_is_left_unread(asked: str) -> None:
    assert find(asked).task is None


def test_many_small_words_in_a_row_are_given_up_quickly() -> None:
    for words in ("a ", "the ", "is the of a point ", "find the size of the "):
        assert find(words * 200).task is None
