import random

from exams import lots


def drawn(wanted, enemies=(), seed=1):
    return lots.draw(wanted, enemies, random.Random(seed))


def lot(count, *numbers):
    return {"count": count, "from": list(numbers)}


def test_each_lot_gives_as_many_as_it_says():
    paper = drawn([lot(2, 1, 2, 3), lot(1, 4, 5)])

    assert [len({1, 2, 3} & set(paper[:2])), len({4, 5} & set(paper[2:]))] == [2, 1]


def test_papers_differ_from_person_to_person():
    papers = {tuple(drawn([lot(3, *range(1, 9))], seed=seed)) for seed in range(20)}

    assert len(papers) > 10


def test_enemies_are_never_on_one_paper():
    wanted = [lot(2, 1, 2, 3), lot(2, 4, 5, 6, 7)]
    enemies = [[1, 4], [2, 3, 5]]

    papers = [set(drawn(wanted, enemies, seed)) for seed in range(50)]

    assert not any(len(paper & set(group)) > 1 for paper in papers for group in enemies)


def test_an_unlucky_beginning_is_taken_back():
    wanted = [lot(1, 1, 2), lot(1, 3)]

    assert {tuple(drawn(wanted, [[1, 3]], seed)) for seed in range(9)} == {(2, 3)}


def test_where_enemies_leave_no_way_nothing_is_drawn():
    assert drawn([lot(2, 1, 2)], [[1, 2]]) is None
    assert drawn([lot(3, 1, 2)]) is None


def test_many_enemies_end_the_search_in_time():
    wanted = [lot(30, *range(60)), lot(1, 100)]

    assert drawn(wanted, [[number, 100] for number in range(60)]) is None
