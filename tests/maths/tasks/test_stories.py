"""Plain stories are read into the one calculation they ask, and every story that might be misread stays unread."""

import pytest

from tutor.maths import find

READ = [
    ("Ben has 12 marbles. He has 5 more marbles than Ana. How many marbles does Ana have?", "12 - 5"),
    ("Ben has 9 marbles. Ben has 4 more marbles than Ana. How many marbles does Ana have?", "9 - 4"),
    ("Ben has 9 marbles. Ana has 4 more marbles than Ben. How many marbles do they have altogether?", "9 + 9 + 4"),
    ("Kim has 12 books. She has 3 times as many books as Leo. How many books does Leo have?", "12 / 3"),
    ("Ana has 4 more marbles than Ben. Ben has 9 marbles. How many marbles does Ana have?", "9 + 4"),
    ("Leo has 3 bags with 7 apples each. He eats 4. How many are left?", "3 * 7 - 4"),
    ("25 children ride in vans. Each van holds 8 children. How many vans are needed?", "25 ÷ 8"),
    ("Nia has 25 sweets. She shares them equally among 4 friends. How many sweets are left?", "25 ÷ 4"),
    ("Tom has 24 stickers. He gives 9 to Ana. How many are left?", "24 - 9"),
    ("Tom has 24 stickers. He gives 9 to Ana. How many stickers does he have left?", "24 - 9"),
    ("tom has 24 stickers and he gives 9 stickers to ana. how many stickers does tom have now?", "24 - 9"),
    ("3 bags with 4 apples each. how many apples?", "3 * 4"),
    ("There are 3 bags with 4 apples each. How many apples are there in all?", "3 * 4"),
    ("A shop had 85 lamps and got 37 more. How many now?", "85 + 37"),
    ("A shop had 85 lamps and got 37 more. How many lamps does the shop have now?", "85 + 37"),
    ("Mia had 17 shells. She found 8 more shells. How many shells does she have now?", "17 + 8"),
    ("Kofi has 31 cards. His uncle gives him 12 more cards. How many cards does Kofi have now?", "31 + 12"),
    ("Lena had 40 beads. She used 26 beads. How many beads does she have left?", "40 - 26"),
    ("There were 15 birds in a tree. 6 of them flew away. How many birds are left in the tree?", "15 - 6"),
    ("There were 18 children on the bus. Then 5 children got off. How many children are left on the bus?", "18 - 5"),
    ("Sara has $48. She spends $17. How much money does she have left?", "$48 - $17"),
    ("Sara has $48 in her purse. She buys a hat that costs $17. How much money does she have left?", "$48 - $17"),
    ("Omar has $20.50. His aunt gives him $5.25. How much money does he have now?", "$20.50 + $5.25"),
    ("Ben has 12 marbles. Ana has 9 marbles. How many marbles do they have altogether?", "12 + 9"),
    ("Ben has 12 marbles and Ana has 9 marbles. How many marbles do they have in total?", "12 + 9"),
    ("Ben has 12 marbles. Ana has 9 marbles. How many more marbles does Ben have than Ana?", "12 - 9"),
    ("Ben has 9 marbles. Ana has 12 marbles. How many more marbles does Ana have than Ben?", "12 - 9"),
    ("Ben has 9 marbles. Ana has 12 marbles. How many fewer marbles does Ben have than Ana?", "12 - 9"),
    ("Ben has 9 marbles. Ana has 4 more marbles than Ben. How many marbles does Ana have?", "9 + 4"),
    ("Ben has 9 marbles. Ana has 4 fewer marbles than Ben. How many marbles does Ana have?", "9 - 4"),
    ("Ben has 9 marbles. Ana has 4 times as many marbles as Ben. How many marbles does Ana have?", "9 * 4"),
    ("A farmer has 5 goats. Each goat gives 3 litres of milk. How many litres of milk does the farmer have in all?", "5 * 3"),
    ("There are 7 boxes. Each box holds 8 pens. How many pens are there in all?", "7 * 8"),
    ("There are 8 pens in each box. There are 7 boxes. How many pens are there altogether?", "7 * 8"),
    ("Nia has 24 sweets. She shares them equally among 6 friends. How many sweets does each friend get?", "24 / 6"),
    ("Nia shares 24 sweets equally among 6 friends. How many sweets does each friend get?", "24 / 6"),
    ("There are 42 eggs. Each box holds 6 eggs. How many boxes are needed?", "42 ÷ 6"),
    ("Pia has 35 flowers. She puts 5 flowers in each vase. How many vases does she need?", "35 / 5"),
    ("A machine makes 45 bolts every hour. How many bolts does it make in 8 hours?", "45 * 8"),
    ("A machine makes 45 bolts per hour for 8 hours. How many bolts does it make in total?", "45 * 8"),
    ("Each pen costs $3. Max buys 4 pens. How much does he pay?", "4 × $3"),
    ("Max buys 4 pens. Each pen costs $3. How much does he pay altogether?", "4 * $3"),
    ("Pens cost $1.25 each. Max buys 6 pens. How much does he spend?", "6 * $1.25"),
    ("A class has 28 pupils. 13 of them are girls. The rest are boys. How many boys are there?", "28 - 13"),
    ("Ida has 20 buttons. 8 of them are red. How many buttons are not red?", "20 - 8"),
    ("Leo had 3/4 litre of juice. He drank 1/2 litre of juice. How many litres of juice does he have left?", "3/4 - 1/2"),
    ("Eva has 2.5 metres of ribbon. She buys 1.75 metres of ribbon. How many metres of ribbon does she have now?", "2.5 + 1.75"),
    ("Sam had 15 pens. He lost 4 pens and bought 6 pens. How many pens does he have now?", "15 - 4 + 6"),
    ("Sam had 15 pens. He bought 6 more. Then he gave 8 to Kim. How many pens does he have left?", "15 + 6 - 8"),
    ("Rosa baked 36 cookies. She sold 20 of them. How many cookies does she have left?", "36 - 20"),
    ("Rosa picked 14 plums on Monday and 9 plums on Tuesday. How many plums did she pick in total?", "14 + 9"),
    ("Rosa sold 14 cakes on Monday. She sold 9 cakes on Tuesday. How many cakes did she sell altogether?", "14 + 9"),
    ("Ali has 5 red pens and 7 blue pens. How many pens does he have in all?", "5 + 7"),
    ("There are 12 white mice and 9 brown mice in a cage. How many mice are there in total?", "12 + 9"),
    ("A library has 1,250 books. It buys 375 more books. How many books does the library have now?", "1250 + 375"),
    ("Tom has seven shells. He finds five more. How many shells does he have now?", "7 + 5"),
    ("Yan had 50 stamps. He gave Li 18 stamps. How many stamps does Yan have left?", "50 - 18"),
    ("A baker made 120 rolls. She sold 87 rolls. How many rolls are left?", "120 - 87"),
    ("There are 9 books on a shelf. Ana puts 4 more books on the shelf. How many books are on the shelf now?", "9 + 4"),
    ("Tia has 60 crayons. If she gives away 25 crayons, how many crayons will she have left?", "60 - 25"),
    ("Tia walked 3 miles on Monday and 5 miles on Friday. How many miles did she walk in all?", "3 miles + 5 miles"),
    ("A teacher has 96 pencils. The teacher divides the pencils equally among 24 pupils. How many pencils does each pupil get?", "96 / 24"),
    ("There are 5 tables. Each table has 4 chairs. How many chairs are there in total?", "5 * 4"),
    ("A press prints 450 posters over 9 hours. How many posters does the press print each hour?", "450 / 9"),
    ("Lila plants 6 rows of 9 carrots. How many carrots are there in all?", "6 * 9"),
    ("Gus buys 4 packs of 12 cards. How many cards does he have?", "4 * 12"),
    ("There were 30 balloons. 7 balloons popped. How many balloons are left?", "30 - 7"),
    ("Zoe has 11 dolls. She gets 2 dolls from Max. How many dolls does she have in total?", "11 + 2"),
    ("Zoe has 11 dolls. Her friend gives her 2 dolls. How many dolls does Zoe have now?", "11 + 2"),
    ("Finn earned $12 and spent $5. How much money does he have left?", "$12 - $5"),
    ("There are 12 cans. Of these, `1/3` are large. How many cans are large?", "1/3 * 12"),
    ("Ida has 20 buttons. 2/5 of them are red. How many buttons are red?", "2/5 * 20"),
    ("There are 72 rock samples. Of these, 7/8 are named. The rest are loose. How many rock samples are loose?", "72 - 7/8 * 72"),
    ("There are 145 ribbons. Of these, 12 are striped. The rest are plain. How many ribbons are plain?", "145 - 12"),
    ("Tunde has 157 figs. Sofia has 69 more figs than Tunde. How many figs do Tunde and Sofia have together?", "157 + 157 + 69"),
    ("Hana has 150 tickets. Tunde has 41 fewer tickets than Hana. How many tickets do Hana and Tunde have together?", "150 + 150 - 41"),
    ("Kofi has 16 cans. Maya has 4 times as many cans as Kofi. How many cans do Kofi and Maya have in all?", "16 + 16 * 4"),
    ("One puzzle costs 7 dollars. Kofi buys 3 puzzles. How many dollars does that cost?", "3 * 7"),
    ("Kaya rides 12 km every hour. Kaya rides for 5 hours. How many km is that?", "12 * 5"),
    ("In all, Leila rides 95 km. Leila rides 19 km every hour. How many hours does that take?", "95 / 19"),
    ("64 stickers are shared fairly by 4 children. How many stickers does each child get?", "64 / 4"),
    ("A hall has 29 rows of chairs, with 17 chairs in each row. How many chairs are there?", "29 * 17"),
    ("There are 40 masks. Of these, 7/8 are old. The rest are new. How many masks are new?", "40 - 7/8 * 40"),
    ("One bell costs 7 dollars. Kofi buys 3 bells. Kofi pays with 100 dollars. How many dollars come back?", "100 - 3 * 7"),
    ("There are 8 bins. Each bin has 18 cans. There are 24 cans besides. With these, how many cans are there in all?", "8 * 18 + 24"),
    ("Eli has some tickets. Then Eli lends out 178 tickets. Now Eli has 60 tickets. How many tickets did Eli have at first?", "60 + 178"),
    ("Mateo has some seeds. Then Mateo picks 54 more seeds. Now Mateo has 312 seeds. How many seeds did Mateo have at first?", "312 - 54"),
    ("Kaya has 50 shells. Then Kaya receives some more shells. Now Kaya has 81 shells. How many shells did Kaya get?", "81 - 50"),
]  # fmt: skip

UNREAD = [
    "One bell costs 7 dollars. Kofi buys 3 bells. Kofi pays with 20 dollars. How many bells come back?",
    "One bell costs 7 dollars. Kofi buys 3 masks. Kofi pays with 100 dollars. How many dollars come back?",
    "One bell costs 7 dollars. Kofi buys 3 bells. Kofi pays with 20 dollars. How many dollars come back?",
    "There are 8 shelves. Each shelf has 18 books. There are 24 shelves besides. With these, how many books are there in all?",
    "Eli has some tickets. Then Eli lends out 178 tickets. Now Max has 60 tickets. How many tickets did Eli have at first?",
    "Eli has some tickets. Then Eli lends out 178 stamps. Now Eli has 60 tickets. How many tickets did Eli have at first?",
    "Eli has some tickets. Then Eli lends out 178 tickets. Now Eli has 60 tickets. How many tickets does Eli have now?",
    "Mateo has some seeds. Then Mateo picks 54 more seeds. Now Mateo has 31 seeds. How many seeds did Mateo have at first?",
    "Kaya has 50 shells. Then Max receives some more shells. Now Kaya has 81 shells. How many shells did Kaya get?",
    "There are 12 cans. Of these, 1/3 are large. How many cans are small?",
    "There are 12 cans. Of these, 1/3 are large. The rest are small. How many cans are new?",
    "There are 12 cans. Of these, 1/3 are large. The rest are small. How many cans are large?",
    "There are 12 cans. Of these, 1/3 are large and 1/4 are small. How many cans are large?",
    "There are 12 cans. 1/3 of them are large. 1/2 of the large cans are new. How many cans are new?",
    "Tom has 24 stickers. 5/6 of the cards are red. How many are red?",
    "Ben has 9 marbles. Ana has 4 more marbles than Ben. How many marbles do Ben and Tom have together?",
    "Ben has 9 marbles. Ana has 4 more stamps than Ben. How many marbles do Ben and Ana have together?",
    "Ben has 9 marbles. Ana has 4 more marbles than Tom. How many marbles do Ben and Ana have together?",
    "Kaya rides 12 km every hour. Kaya walks for 5 hours. How many km is that?",
    "Kaya rides 12 km every hour. Tom rides for 5 hours. How many km is that?",
    "Kaya rides 12 km every hour. Kaya rides for 30 minutes. How many km is that?",
    "Kaya rides 12 km every hour. Kaya rides for 5 hours. How many miles is that?",
    "In all, Leila rides 95 km. Leila rides 19 km every hour. How many minutes does that take?",
    "In all, Leila rides 95 miles. Leila rides 19 km every hour. How many hours does that take?",
    "64 stickers are shared fairly by 4 children. How many stickers does each teacher get?",
    "One puzzle costs 7 dollars. Kofi buys 3 games. How many dollars does that cost?",
    "Tom has 24 stickers. He needs 30 stickers. How many more does he need?",
    "Tom has 24 stickers. He gives 9 to Ana. How many stickers does Ana have?",
    "Tom has 24 stickers. He gives 9 to Ana. How many stickers does she have now?",
    "Tom has 24 stickers and 9 marbles. How many stickers does he have?",
    "Tom has 24 stickers and 9 marbles. He gives 5 stickers to Ana. How many stickers does he have left?",
    "Tom has 24 red stickers. He gets 5 blue stickers. How many red stickers does he have now?",
    "Tom is 12 years old. He has 24 stickers. How many are left?",
    "Tom is 12. His sister is 4 years older. How old is his sister?",
    "There are 24 cars on the left and 9 on the right. How many cars are on the left?",
    "Tom gave 9 stickers to Ana. Now he has 15 stickers. How many did he have at first?",
    "Tom had 24 stickers. Now he has 15. How many did he give away?",
    "Tom had some stickers. He gave 9 to Ana and has 15 left. How many did he have at the start?",
    "Tom has 24 stickers, 9 more than Ana. How many stickers does Ana have?",
    "Tom has 9 more stickers than Ana. Tom has 24 stickers. How many stickers does Ana have?",
    "Ben has 12 marbles. Ana has 9 marbles. How many marbles does Ben have?",
    "Ben has 12 marbles. Ana gets 9 marbles. How many marbles does Ben have now?",
    "Ben has 12 marbles. Ana eats 9 apples. How many are left?",
    "Nia has 25 sweets. She shares them equally among 4 friends. How many sweets does each friend get?",
    "Nia shares 24 sweets among 6 friends and herself. How many sweets does each get?",
    "Nia has 24 sweets. She gives each of her 3 friends 5 sweets. How many sweets does she have left?",
    "Nia has 24 sweets. She gives 5 sweets to each friend. How many sweets does she have left?",
    "Nia has 24 sweets. She eats half. She gets 5 more. How many sweets does she have now?",
    "Nia has 24 sweets. She eats some. She gets 5 more. How many sweets does she have now?",
    "Nia has 24 sweets. She eats 1/2 of the sweets. How many sweets does she have left?",
    "Nia has 3 bags of sweets. She buys 4 sweets. How many sweets does she have?",
    "Nia has 3 bags. Each bag has 4 sweets. How many bags does she have?",
    "Nia has 3 bags. Each box has 4 sweets. How many sweets are there?",
    "Nia has 3 bags with 4 sweets each. She eats 2. How many bags are left?",
    "A pen costs $3 and a book costs $5. How much more does the book cost?",
    "Each pen costs $3. Max buys 4 books. How much does he pay?",
    "Each pen costs $3. Max buys 4 pens. He pays with $20. How much change does he get?",
    "Max buys 4 pens for $12. How much does he have left?",
    "Max has $20. He buys 4 pens. How much money does he have left?",
    "Max has $20. He buys 3 pens for $4 each. How much money does he have left?",
    "Max has 20 pens. He buys a book for $5. How many pens does he have left?",
    "A train leaves at 9 and arrives at 11. How many hours does it take?",
    "A car drives 60 miles per hour for 30 minutes. How many miles does it drive in total?",
    "A machine makes 45 bolts every hour. How many bolts does it make in 8 days?",
    "A machine makes 45 bolts every hour. How many nuts does it make in 8 hours?",
    "A snail climbs 3 feet each day and slips 2 feet each night. How many feet does it climb in 5 days?",
    "A class has 28 pupils. 13 of them are girls. How many are girls?",
    "A class has 28 pupils. 13 of them are girls and 4 wear glasses. How many boys are there?",
    "There are 12 apples in the basket. Tom eats 5 apples. How many apples are in the bowl?",
    "There were 24 apples on the tree. Tom picked 9 apples. How many apples does Tom have now?",
    "Rosa picked 14 plums on Monday. She sold 9 plums. How many plums did she pick in total?",
    "Rosa picked 14 plums and 9 pears. How many plums did she pick in total?",
    "Sam had 15 pens. He bought 6 of them last week. How many pens did he have before?",
    "Sam had 15 pens yesterday. Today he has 9 pens. How many pens does he have in all?",
    "Sam has 15 pens. He already gave 6 to Kim. How many pens did he have?",
    "Sam had 4 pens. He gave 9 pens to Kim. How many pens does he have left?",
    "Sam has 15 pens in 3 boxes. How many pens does he have?",
    "Sam has 15 pens. Kim has twice as many pens. How many pens does Kim have?",
    "Sam has 15 pens. He does not lose 6 pens. How many pens does he have left?",
    "Sam and Kim have 15 pens. Sam has 6 pens. How many pens does Kim have?",
    "There are 4 dogs and 3 birds. How many legs are there in all?",
    "A dozen eggs cost $3. How much do 24 eggs cost?",
    "Ana read 12 pages on Monday. She read 8 fewer pages on Tuesday. How many pages did she read in total?",
    "Ana has 10 cats. 4 more cats are black than white. How many cats are white?",
    "Tom has 24 stickers. Ana has 9 stickers. Tom gives 3 stickers to Ana. How many stickers does Ana have now?",
    "Tom has 24 stickers. He gives 9 to Ana and a few to Ben. How many stickers does he have left?",
    "Tom has 24 stickers. He gives a sticker to Ana. He buys 5 stickers. How many stickers does he have now?",
    "Tom has 24 stickers. He gives 9 to Ana. She gives 4 back. How many stickers does he have now?",
    "Tom has 24 stickers in 2020. He gets 9 more. How many stickers does he have now?",
    "Tom has 24 stickers. Ana gives him 9 stickers. How many stickers does Ana have left?",
    "Tom has 24 stickers. Ana gives him 9 stickers. How many stickers do they have altogether?",
    "Tom has 24 stickers. He wants to buy 9 more. How many stickers does he have?",
    "Tom has 24 stickers. He will get 9 more tomorrow. How many stickers does he have now?",
    "Tom has 24 stickers. He almost lost 9 stickers. How many stickers does he have now?",
    "Tom has 24 stickers. He found 9 stickers but lost them again. How many stickers does he have now?",
    "Tom has 24 stickers. He found 9 stickers. They belong to Ana. How many stickers does he have now?",
    "Tom has 24 stickers. He borrows 9 stickers. How many stickers does he own?",
    "There are 12 red pens in a bag and 5 blue pens in a box. How many pens are in the box?",
    "There are 12 pens in a bag. Nia uses 5 pens. How many pens does Nia have now?",
    "Ana had 4/5 litre of milk. She drank 1/2 of it. How many litres of milk does she have left?",
    "Nia has 3 dollars and 40 cents. How much money does she have in all?",
    "Nia had $30. She spends $5 each day. How much money does she have left?",
    "Tom has 24 stickers. He gives 9 to Ana. How many stickers do they have altogether?",
    "Tom has 24 stickers. He gives 9 to Ana. How many does he have left? How many does Ana get?",
    "Nia made 12 cookies. Then she ate 5. How many cookies did she make?",
    "Sam has 3/4 of a pizza. He eats 1/2 of it. How much is left?",
    "Nia saves $5 each week for 6 weeks. She spends $8. How much money does she have left?",
]  # fmt: skip


@pytest.mark.parametrize(("story", "expression"), READ)
def test_a_plain_story_is_the_calculation_it_asks(story: str, expression: str) -> None:
    task = find(story).task
    assert task is not None
    assert (task.kind, task.expression) == ("evaluate", expression)


@pytest.mark.parametrize("story", UNREAD)
def test_a_story_that_might_be_misread_stays_unread(story: str) -> None:
    assert find(story).task is None


@pytest.mark.parametrize(
    ("after", "claim"),
    [
        (" i got 15", "15"),
        (" 15", "15"),
        (" 33 stickers", "33"),
        (" is it 33?", "33"),
        ("", ""),
        (" can you help me?", ""),
    ],
)
def test_the_answer_behind_a_story_is_what_is_claimed(after: str, claim: str) -> None:
    found = find(f"Tom has 24 stickers. He gives 9 to Ana. How many are left?{after}")
    assert found.task is not None
    assert (found.problem, found.claim) == ("24 - 9", claim)


def test_a_story_typed_without_full_stops_is_read() -> None:
    found = find("tom has 24 stickers, he gives 9 to ana, how many are left i got 33")
    assert (found.problem, found.claim) == ("24 - 9", "33")


@pytest.mark.parametrize(
    ("behind", "claim"),
    [
        ("i did 24 + 9 = 33", "33"),
        ("24+9\n= 33", "33"),
        ("24 - 9 = 15", "15"),
        ("is it 33 because i added", "33"),
        ("33 stickers", "33"),
        ("i dont get it", ""),
    ],
)
def test_a_calculation_behind_a_story_is_its_answer_and_not_the_task(behind: str, claim: str) -> None:
    found = find(f"Tom has 24 stickers. He gives 9 to Ana. How many are left? {behind}")
    assert found.task is not None
    assert (found.task.expression, found.claim) == ("24 - 9", claim)


def test_a_problem_that_says_itself_what_is_worked_out_keeps_its_task() -> None:
    found = find("8 pens cost $16. How much does one pen cost? i got 3")
    assert found.task is not None
    assert (found.task.kind, found.claim) == ("ratio", "3")
