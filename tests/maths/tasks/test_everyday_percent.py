"""Everyday problems about percents, chances, tables, units and means: the task each one asks for, and what stays unread."""

import pytest

from tutor.maths.tasks import answer_text, find

READ = """
A jacket priced at $80 has 30% off. How much is the sale price?
  | evaluate | $80 - 30% × $80 |  |  | $56
A jacket priced at $90 has 30% off. What do you pay?
  | evaluate | $90 - 30% × $90 |  |  | $63
A 25% discount is given on a bike that costs $240. Find the sale price.
  | evaluate | $240 - 25% × $240 |  |  | $180
A shop takes 30% off a coat that costs $90. What is the new price?
  | evaluate | $90 - 30% × $90 |  |  | $63
A $60 bag is on sale for 25% off. How much do you save?
  | percent | 25% × $60 | part |  | $15
A TV costs $400. There is a 15% discount. How much is the discount?
  | percent | 15% × $400 | part |  | $60
A phone costs $300. The shop gives 20% off. How much do you save?
  | percent | 20% × $300 | part |  | $60
A meal costs $40. You leave a 15% tip. How much is the tip?
  | percent | 15% × $40 | part |  | $6
A meal costs $40. You leave a 15% tip. How much do you pay in total?
  | evaluate | $40 + 15% × $40 |  |  | $46
The bill at a restaurant is $64. Mia leaves a 25% tip. What is the total bill?
  | evaluate | $64 + 25% × $64 |  |  | $80
Sales tax is 8%. A book costs $25. What is the total cost?
  | evaluate | $25 + 8% × $25 |  |  | $27
A bike costs £200 before VAT. VAT is 20%. What is the price including VAT?
  | evaluate | £200 + 20% × £200 |  |  | £240
a book costs $30. the sales tax is 5%. how much tax do you pay
  | percent | 5% × $30 | part |  | $1.50
The sales tax rate is 6%. How much tax is there on a $50 game?
  | percent | 6% × $50 | part |  | $3
After a 20% discount, a coat costs $64. What was the original price?
  | evaluate | $64 ÷ (1 - 20%) | original |  | $80
In a sale with 25% off, a bag costs $45. What was the price before the sale?
  | evaluate | $45 ÷ (1 - 25%) | original |  | $60
A shirt is on sale for $36 after a 40% discount. What was the original price?
  | evaluate | $36 ÷ (1 - 40%) | original |  | $60
All prices are reduced by 10% in a sale. A lamp costs £27 in the sale. How much was it before?
  | evaluate | £27 ÷ (1 - 10%) | original |  | £30
A price was increased by 20% and is now $60. What was the original price?
  | evaluate | $60 ÷ (1 + 20%) | original |  | $50
The price of a ticket went up by 25% to $50. What was the old price?
  | evaluate | $50 ÷ (1 + 25%) | original |  | $40
A bike costs £240 including 20% VAT. What is the price without VAT?
  | evaluate | £240 ÷ (1 + 20%) | original |  | £200
After a 5% pay rise, Ann earns $2100. How much did she earn before?
  | evaluate | $2100 ÷ (1 + 5%) | original |  | $2000
The number of pupils fell by 10% to 450. How many pupils were there before?
  | evaluate | 450 ÷ (1 - 10%) | original |  | 500
A shop offers 30% off everything. A dress costs $49 in the sale. Find its normal price.
  | evaluate | $49 ÷ (1 - 30%) | original |  | $70
a tv costs 360 dollars after a 10% reduction. find the original cost
  | evaluate | 360 dollars ÷ (1 - 10%) | original |  | $400
There are 40 sweets in a bag and 35% are red. How many are not red?
  | evaluate | 40 - 35% × 40 |  |  | 26
A school has 600 pupils. 45% are boys. How many are girls?
  | evaluate | 600 - 45% × 600 |  |  | 330
There are 30 pupils in a class. 40% of them are boys. How many girls are there?
  | evaluate | 30 - 40% × 30 |  |  | 18
Lena has 80 stamps. She gives away 25% of them. How many stamps does she have left?
  | evaluate | 80 - 25% × 80 |  |  | 60
A tank holds 200 litres. 35% of the water is used. How much water is left?
  | evaluate | 200 litres - 35% × 200 litres |  |  | 130 L
Tom spends 30% of his $50. How much does he have left?
  | evaluate | $50 - 30% × $50 |  |  | $35
A test has 40 questions. Mia gets 85% right. How many does she get right?
  | percent | 85% × 40 | part |  | 34
A test has 60 questions. Ben answered 75% of the questions correctly. How many questions did he answer correctly?
  | percent | 75% × 60 | part |  | 45
A school has 500 students. 30% walk to school. How many students walk to school?
  | percent | 30% × 500 | part |  | 150
There are 250 people at a show. 12% of the people wear glasses. How many people do not wear glasses?
  | evaluate | 250 - 12% × 250 |  |  | 220
60% of the 45 children in a club are girls. How many girls are in the club?
  | percent | 60% × 45 | part |  | 27
Sam invests $400 at 5% simple interest for 3 years. How much interest does he earn?
  | evaluate | $400 × 5% × 3 |  |  | $60
Find the simple interest on $600 at 4% per year for 2 years.
  | evaluate | $600 × 4% × 2 |  |  | $48
$1200 is invested at 3% simple interest per year. How much interest is there after 5 years?
  | evaluate | $1200 × 3% × 5 |  |  | $180
Ava puts $500 in an account that pays 6% simple interest. How much is in the account after 4 years?
  | evaluate | $500 + $500 × 6% × 4 |  |  | $620
A loan of $2000 has a simple interest rate of 7% per year. How much interest is paid after 3 years?
  | evaluate | $2000 × 7% × 3 |  |  | $420
£800 is invested at 5% compound interest per year. What is it worth after 2 years?
  | evaluate | £800 × (1 + 5%)^2 | compound interest |  | £882
A meal costs $46 including a 15% tip. What was the total before the tip?
  | evaluate | $46 ÷ (1 + 15%) | original |  | $40
A coat costs $50 with a 20% discount. What is the original price?
  | evaluate | $50 ÷ (1 - 20%) | original |  | $62.50
A shop gives 20% off. What is the sale price of a $60 bag?
  | evaluate | $60 - 20% × $60 |  |  | $48
Sales tax is 8%. How much tax do you pay on a $50 shirt?
  | percent | 8% × $50 | part |  | $4
A bag contains 4 green and 6 yellow counters. One is picked at random. What is the probability that it is yellow?
  | evaluate | 6 ÷ (4 + 6) | chance |  | 3/5
There are 5 red, 3 blue and 2 green balls in a box. What is the probability of drawing a green ball?
  | evaluate | 2 ÷ (2 + 5 + 3) | chance |  | 1/5
A jar has 7 black marbles and 3 white marbles. Find the probability of choosing a white marble.
  | evaluate | 3 ÷ (7 + 3) | chance |  | 3/10
a drawer has 6 white socks and 10 grey socks. if you take one sock without looking what is the probability it is white
  | evaluate | 6 ÷ (6 + 10) | chance |  | 3/8
In a class there are 12 boys and 18 girls. One student is chosen at random. What is the probability that the student is a girl?
  | evaluate | 18 ÷ (12 + 18) | chance |  | 3/5
A bag has 3 red balls and 5 blue balls. What is the probability of not picking a red ball?
  | evaluate | 5 ÷ (3 + 5) | chance |  | 5/8
A bag has 3 red and 5 blue marbles. What is the probability that it is not red?
  | evaluate | 5 ÷ (3 + 5) | chance |  | 5/8
A bag has 2 red, 3 blue and 5 green marbles. A marble is drawn. What is the probability that it is not green?
  | evaluate | (2 + 3) ÷ (2 + 3 + 5) | chance |  | 1/2
A box contains 12 pens. 5 of them are blue. A pen is chosen at random. What is the probability that it is blue?
  | evaluate | 5 ÷ 12 | chance |  | 5/12
There are 20 students in a class and 8 are boys. One student is chosen at random. What is the probability that it is a boy?
  | evaluate | 8 ÷ 20 | chance |  | 2/5
There are 20 students in a class and 8 are boys. One student is chosen at random. What is the probability that it is not a boy?
  | evaluate | 1 - 8/20 | chance |  | 3/5
A spinner has 5 equal sections and 2 are blue. What is the chance of landing on blue?
  | evaluate | 2 ÷ 5 | chance |  | 2/5
A spinner has 10 equal sections. 3 sections are green. What is the probability of spinning green?
  | evaluate | 3 ÷ 10 | chance |  | 3/10
A spinner has 8 equal sections and 3 of them are red. What is the probability of red?
  | evaluate | 3 ÷ 8 | chance |  | 3/8
A fair dice is thrown. What is the probability of getting a 5?
  | evaluate | 1 ÷ 6 | chance |  | 1/6
You roll a die. What is the probability of rolling an odd number?
  | evaluate | 3 ÷ 6 | chance |  | 1/2
What is the probability of rolling a number less than 3 on a fair die?
  | evaluate | 2 ÷ 6 | chance |  | 1/3
What is the probability of getting a prime number when a die is rolled?
  | evaluate | 3 ÷ 6 | chance |  | 1/2
A fair die is rolled. Find the probability of getting a number greater than 2.
  | evaluate | 4 ÷ 6 | chance |  | 2/3
A fair 6-sided die is rolled once. What is the probability of getting a number that is at least 5?
  | evaluate | 2 ÷ 6 | chance |  | 1/3
what is the probability of rolling a 3 or higher on a number cube
  | evaluate | 4 ÷ 6 | chance |  | 2/3
A die is rolled. What is the probability of not rolling a 6?
  | evaluate | 1 - 1/6 | chance |  | 5/6
A standard die is thrown. What is the probability of a multiple of 3?
  | evaluate | 2 ÷ 6 | chance |  | 1/3
A number cube is rolled. Find the probability of rolling a four.
  | evaluate | 1 ÷ 6 | chance |  | 1/6
A coin is tossed. What is the probability of getting tails?
  | evaluate | 1 ÷ 2 | chance |  | 1/2
You flip a fair coin. What is the probability that it lands on heads?
  | evaluate | 1 ÷ 2 | chance |  | 1/2
Two coins are flipped. What is the probability of getting two tails?
  | evaluate | 1/2 × 1/2 | chance |  | 1/4
Two fair coins are tossed. What is the probability that both land on heads?
  | evaluate | 1/2 × 1/2 | chance |  | 1/4
A coin is flipped and a dice is rolled. What is the probability of getting a tail and a 3?
  | evaluate | 1/2 × 1/6 | chance |  | 1/12
A fair coin landed on heads 5 times in a row. What is the probability that the next flip is tails?
  | evaluate | 1 ÷ 2 | chance |  | 1/2
A coin is tossed and lands tails 6 times in a row. What is the probability of tails on the next toss?
  | evaluate | 1 ÷ 2 | chance |  | 1/2
A fair coin is flipped 50 times. How many heads would you expect?
  | evaluate | 1/2 × 50 |  |  | 25
A die is rolled 120 times. How many times would you expect a 4?
  | evaluate | 1/6 × 120 |  |  | 20
A fair die is rolled 90 times. How many fives would you expect to get?
  | evaluate | 1/6 × 90 |  |  | 15
The table shows cakes sold: Mon 14, Tue 11, Wed 18, Thu 9, Fri 20. How many were sold in total?
  | evaluate | 14 + 11 + 18 + 9 + 20 |  |  | 72
Votes for a fruit: apple 12, banana 9, pear 4. How many pupils voted altogether?
  | evaluate | 12 + 9 + 4 |  |  | 25
A survey of pets gives cats 14, dogs 11, rabbits 6. How many pets are there in all?
  | evaluate | 14 + 11 + 6 |  |  | 31
Visitors: Monday 45, Tuesday 62, Wednesday 38. How many more visitors came on Tuesday than on Wednesday?
  | evaluate | 62 - 38 |  |  | 24
Eggs laid: Mon 5, Tue 9, Wed 8, Thu 11. How many fewer eggs were laid on Monday than on Thursday?
  | evaluate | 11 - 5 |  |  | 6
Fruit sold: apples 34, pears 21, plums 16. How many more apples than plums were sold?
  | evaluate | 34 - 16 |  |  | 18
Pages read: Mon 12, Tue 15, Wed 9. What is the mean number of pages per day?
  | mean | 12, 15, 9 |  |  | 12
Steps in thousands: Mon 8, Tue 5, Wed 11, Thu 8. Find the median.
  | median | 8, 5, 11, 8 |  |  | 8
Rain in mm: March 40, April 55, May 31, June 22. What is the difference between the wettest and the driest month?
  | range | 40, 55, 31, 22 |  |  | 33
Amy's scores in five tests were 14, 17, 12, 18 and 19. Find her median score.
  | median | 14, 17, 12, 18, 19 |  |  | 17
Here are the shoe sizes of 7 children: 3, 4, 4, 5, 5, 5, 6. What is the modal shoe size?
  | mode | 3, 4, 4, 5, 5, 5, 6 |  |  | 5
A basketball player scored 12, 18, 15 and 23 points in four games. What is her mean number of points per game?
  | mean | 12, 18, 15, 23 |  |  | 17
Tom's times for 4 races were 12 s, 15 s, 11 s and 14 s. Work out his mean time.
  | mean | 12 s, 15 s, 11 s, 14 s |  |  | 13 s
5 plants are 12 cm, 9 cm, 15 cm, 10 cm and 14 cm tall. Find the range of their heights.
  | range | 12 cm, 9 cm, 15 cm, 10 cm, 14 cm |  |  | 6 cm
A class of 12 girls has a mean score of 80 and 8 boys have a mean score of 70. What is the mean score of the whole class?
  | evaluate | (12 × 80 + 8 × 70) ÷ (12 + 8) | mean of all |  | 76
4 children have 1 pet, 3 children have 2 pets and 1 child has 5 pets. What is the mean number of pets per child?
  | evaluate | (4 × 1 + 3 × 2 + 1 × 5) ÷ (4 + 3 + 1) | mean of all |  | 15/8
In a pictogram each star stands for 5 books. The row for Monday shows 4 stars. How many books were read on Monday?
  | evaluate | 4 × 5 |  |  | 20
In a pictograph, one circle means 8 cars. There are 2 and a half circles for Friday. How many cars were there on Friday?
  | evaluate | 2 1/2 × 8 |  |  | 20
A ribbon is 3 m long. 80 cm is cut off. How many centimetres are left?
  | convert | 3 m - 80 cm | cm | unit:cm | 220 cm
A bottle holds 2 litres of juice. Ana pours out 350 ml. How many millilitres are left?
  | convert | 2 litres - 350 ml | ml | unit:ml | 1650 ml
A bag of flour weighs 1.5 kg. 600 g is used. How much flour is left in grams?
  | convert | 1.5 kg - 600 g | g | unit:g | 900 g
A rope 4 m long has 75 cm cut off. How many centimetres are left?
  | convert | 4 m - 75 cm | cm | unit:cm | 325 cm
Tom runs 1.2 km and then 850 m. How many metres does he run altogether?
  | convert | 1.2 km + 850 m | m | unit:m | 2050 m
Convert 3.4 hours to hours and minutes.
  | convert | 3.4 hours | min |  | 204 min
write 2.75 hours in hours and minutes
  | convert | 2.75 hours | min |  | 165 min
Change 200 minutes to hours and minutes.
  | convert | 200 minutes | min |  | 200 min
6 ft 3 in = __ inches
  | convert | 6 ft 3 in | in | unit:in | 75 in
A timetable says: leaves Oak Road 09:52, arrives Mill Lane 10:18. How many minutes does the journey take?
  | convert | 10 h 18 min - 9 h 52 min | min | unit:min | 26 min
Bus departs 09:50, arrives 10:35. How long is the journey?
  | convert | 10 h 35 min - 9 h 50 min | min |  | 45 min
"""
"""A problem | kind | expression, or what is given | want | form | key."""

NOT_READ = """
A rent of $800 goes up by 10%. How much more is the rent?
A bag costs $50. It is reduced by 10%. How much cheaper is it?
A meal costs $40 including 10% tax. What is the total?
A price of $40 is increased by 10%. What was the price before the increase?
A 25% discount on a bike is $60. What was the original price?
A 20% discount saves you $64. What was the original price?
A coat's original price is $60. It is reduced by 20%. How much less is the sale price than the original price?
A coat costs $60. It is reduced by 20% and then by another 10%. What is the sale price?
A shop gives 10% off and then another 20% off. A coat costs $72 now. What was the original price?
A phone costs $230 plus 15% tax. What was the price before tax?
A meal costs $46 including a 15% tip. How much was the tip?
A meal costs $60. Three friends leave a 20% tip and share the total equally. How much does each pay?
A coat costs $80. There is 25% off. You pay with a $100 note. How much change do you get?
A coat costs $80 now. It was reduced by 20%. What was the original price?
A bag costs $50 after a 20% discount. How much did you save?
There are 40 sweets and 35% are red. How many are green?
There are 40 sweets and 35% are red. How many more are red than not red?
A school has 600 pupils. 45% are boys. How many more girls than boys are there?
A school has 600 pupils. 45% of the 300 girls walk. How many girls do not walk?
Lena has 80 stamps. She gives away 25% of them and then sells 10 of the rest. How many are left?
Sam invests $400 at 5% simple interest for 6 months. How much interest does he earn?
Sam invests $400 at 5% compound interest per year. How much interest does he earn in 2 years?
Sam invests $400 at 5% interest. How much is in the account after 3 years?
Sam earns $60 simple interest on $400 in 3 years. What is the interest rate?
A school has 500 students. 30% walk to school and 20% cycle. How many students walk to school?
A shop makes a 20% profit on a coat that costs $50. What is the selling price?
A bag has 3 red and 5 blue marbles. Two marbles are taken. What is the probability that both are red?
A bag has 3 red, 5 blue and one green ball. What is the probability of picking a red ball?
A bag has 3 red and 5 blue balls and some green ones. What is the probability of picking a red ball?
A bag has 3 red and 5 blue balls. A red ball is removed. What is the probability of picking a red ball?
A bag has 3 red and 5 blue balls. What is the probability of picking a green ball?
A bag has 3 red, 5 blue and 2 green balls. What is the probability of picking a red or a blue ball?
A bag has 3 red and 5 blue balls. A ball is taken, put back, and a ball is taken again. What is the probability of a red ball?
A bag has 10 balls. 4 are red and 3 are blue. What is the probability of picking a red ball?
There are 20 students in a class and 8 are boys. What is the probability that a student is a girl?
Two dice are rolled. What is the probability of getting a 5?
A die is rolled twice. What is the probability of rolling an odd number?
An 8-sided die is rolled. What is the probability of getting a 5?
A die is rolled. What is the probability of getting a 7?
Two coins are tossed. What is the probability of getting a head?
Three coins are tossed. What is the probability of getting three heads?
A biased coin is tossed. What is the probability of heads?
A coin is tossed twice. What is the probability of getting heads?
A biased die is rolled. What is the probability of a 6?
A bag has 3 red balls and twice as many blue balls. What is the probability of picking a red ball?
A die is rolled 60 times and a six came up 12 times. What is the experimental probability of a six?
A bag has 3 red balls and 5 blue balls. How many balls must be added so that the probability of red is 1/2?
What is the probability of rolling a number between 2 and 5 on a fair die?
A spinner has 8 sections numbered 1 to 8. What is the probability of an even number?
Pets: cats 14, dogs 11, none 6. How many pupils have a pet in total?
Cakes sold: Mon 14, Tue 11, Wed 18. How many were sold on Monday and Tuesday in total?
Fruit: apples 12, pears 9, plums 5. How many apples and pears are there altogether?
Cakes sold: Mon 14, Tue 11, Wed 18. Each cake costs $2. How much money was made in total?
Cakes sold: Mon 14, Tue 11, Wed 18. How many times more were sold on Wednesday than on Tuesday?
Amy's scores were 14, 17, 12, 18 and 19. Find the mean of her first three scores.
Amy's scores were 14, 17, 12 and 18. She scores 20 in the next test. What is her new mean score?
Here are the shoe sizes of 9 children: 3, 4, 4, 5, 5, 5, 6. What is the modal shoe size?
A class of 12 girls has a mean score of 80 and 8 boys have a mean score of 70. What is the mean score of the boys?
In a pictogram each star stands for 5 books. The row for Monday shows 4 stars. How many stars stand for 30 books?
In a pictogram each star stands for 5 books. Monday has 4 stars and Tuesday has 6 stars. How many books were read?
A ribbon is 3 m long. 80 cm is cut off. How many 20 cm pieces are left?
Tom runs 1.2 km and then 850 m. How many metres further was the first part?
Find the mean absolute deviation of 3, 4 and 8.
The bus leaves at 9:50 and arrives at 10:35. The train leaves at 9:55. How long does the bus take?
Tom found 14 shells, sold 11 and lost 3. How many shells has he in total?
Tom sold 14, bought 11, lost 18. How many does he have in total?
The mean of her first 4 marks is 12, 14, 15 and 11. What is the mean of the last two?
A car drives at 40, 50 and 60 km/h. What is its average speed?
Jo has 12 red, 8 blue and 5 green beads. How many more red than blue and green beads are there?
"""


@pytest.mark.parametrize("row", READ.strip().replace("\n  |", " |").splitlines())
def test_an_everyday_problem_is_read_as_its_skill_asks_it(row: str) -> None:
    problem, kind, given, want, form, key = (part.strip() for part in row.split(" | "))
    task = find(problem).task
    assert task is not None
    assert (task.kind, task.expression or ", ".join(task.given), task.want, task.form) == (kind, given, want, form)
    assert answer_text(task) == key


@pytest.mark.parametrize("problem", NOT_READ.strip().splitlines())
def test_a_problem_that_says_more_or_asks_for_something_else_stays_unread(problem: str) -> None:
    assert find(problem).task is None
