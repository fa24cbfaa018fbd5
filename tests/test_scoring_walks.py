"""Random walks through the entry: 4 walks of 2,600 steps, any message in any state, on a real SQLite.

After every step: no fault, the state reads back, nobody changed a dossier that is not theirs or is locked, and a total
that was shown is the sum of what is kept. Every tenth: each offered choice leads to a turn. In the end: every kept
value is valid for its measure and was saved as often as its history says. A failure shows the last things said.
"""

import random
import re
from decimal import Decimal

import pytest
from sqlalchemy import Connection, Engine, func, select

from handlers.conversation import Reply
from handlers.dossiers import DossierKey
from handlers.scoring.keys import read_key
from handlers.texts_law import number
from knowledge.library import Knowledge
from knowledge.measures import ChoiceMeasure, PointsMeasure, RatioMeasure
from knowledge.regulation import Content, Indicator, Paused, Regulation
from knowledge.values import ChoiceValue, NotArisen, PointsValue, RatioValue, Value, load_value
from knowledge.whole_criteria import as_entered
from storage.engine import open_engine, reading
from storage.entry_tables import assignments, dossier_answers, dossiers, entries, evidence
from storage.tables import history
from tests.scoring_habits import Habits
from tests.scoring_walk import Town, Walker

STEPS = 2600
SHARES = {"official": 40, "leader": 30, "other": 20, "reviewer": 3, "admin": 3, "guest": 4}
TOTAL = re.compile(r"Tổng điểm tự chấm đến nay: ([\d,]+)\.")
Rows = frozenset[tuple[object, ...]]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_whatever_people_do_the_dossiers_stay_right(seed: int, sqlite_url: str, knowledge: Knowledge) -> None:
    engine = open_engine(sqlite_url)
    town = Town(engine, knowledge, Habits(random.Random(seed)))
    walkers = town.settle()
    shares = [SHARES[each.name] for each in walkers]
    for step in range(STEPS):
        walker = town.habits.dice.choices(walkers, shares)[0]
        take_step(town, walker)
        if step % 10 == 0:
            assert all(turn.replies for turn in town.try_every_choice(walker)), town.said
        if step % 20 == 0:
            town.lock_or_open()
    check_what_is_kept(engine, knowledge)
    engine.dispose()


def take_step(town: Town, walker: Walker) -> None:
    """One message, maybe twice, and what must hold after it."""
    before = not_theirs(town.engine, walker)
    content = town.anything(walker)
    for _ in range(2 if town.habits.dice.random() < 0.03 else 1):
        heard = town.turn(walker, content)
        check_replies(town, heard)
    assert not_theirs(town.engine, walker) == before, town.said
    town.standing(walker)
    town.pass_time()


def check_replies(town: Town, heard: list[Reply]) -> None:
    """Each can be sent and taken, and shows the total that is kept."""
    for reply in heard:
        assert reply.text.strip(), town.said
        assert len(reply.text) < 4000, town.said
        assert all(choice.label.strip() and len(choice.label) < 200 for choice in reply.choices), town.said
        assert len({choice.key for choice in reply.choices}) == len(reply.choices), town.said
        if shown := TOTAL.search(reply.text):
            key = next(found.dossier for choice in reply.choices if (found := read_key(choice.key)))
            assert shown[1] == number(fresh_total(town, key)), town.said


def not_theirs(engine: Engine, walker: Walker) -> Rows:
    """Everything kept of dossiers that this person may not change: of other units, or locked."""
    parts = (entries, evidence, dossier_answers, assignments)
    with reading(engine) as connection:
        every = connection.execute(select(dossiers)).all()
        kept = {row.id for row in every if row.unit_id not in walker.units or row.state not in ("draft", "returned")}
        rows = [tuple(row) for part in parts for row in connection.execute(select(part)) if row.dossier_id in kept]
    theirs = [tuple(row) for row in every if row.unit_id not in walker.units]
    return frozenset([*rows, *theirs])


def fresh_total(town: Town, key: DossierKey) -> Decimal:
    """The points of the indicators that have all their values and a result, summed from the entries table."""
    regulation = regulation_of(town.knowledge, key)
    with reading(town.engine) as connection:
        values = values_of(connection, key)
    return sum((points_of(regulation, each, values) for each in regulation.indicators()), Decimal(0))


def points_of(regulation: Regulation, indicator: Indicator, values: dict[str, Value]) -> Decimal:
    contents = regulation.contents(indicator)
    if any(each.id not in values for each in contents):
        return Decimal(0)
    if indicator.nothing_arising and all(isinstance(values[each.id], NotArisen) for each in contents):
        return indicator.nothing_arising.points or Decimal(0)
    points = [one(each, values[each.id]) for each in contents]
    return sum((each for each in points if each is not None), Decimal(0)) if None not in points else Decimal(0)


def one(content: Content, value: Value) -> Decimal | None:
    match content.measure, value:
        case _, PointsValue(points=points):
            return points
        case RatioMeasure(bands=bands), RatioValue(part=part, whole=whole):
            held = (b for b in bands if 100 * part >= b.at_least * whole and 100 * part < (b.below or 101) * whole)
            return next((band.points for band in held), None)
        case ChoiceMeasure(options=options), ChoiceValue(option=chosen):
            return {each.id: each.points for each in options}[chosen]
        case _:
            return content.nothing_arising.points if content.nothing_arising else None


def check_what_is_kept(engine: Engine, knowledge: Knowledge) -> None:
    with reading(engine) as connection:
        kept = connection.execute(select(dossiers)).all()
        assert len(kept) >= 5
        assert connection.execute(select(func.count()).select_from(entries)).scalar_one() >= 100
        for row in kept:
            key = DossierKey(row.unit_id, row.year, row.practice)
            regulation = regulation_of(knowledge, key)
            contents = {each.id: each for it in regulation.indicators() for each in regulation.contents(it)}
            for id_, value in values_of(connection, key).items():
                assert is_valid(contents[id_], value), (key, id_, value)
        check_histories(connection)


def check_histories(connection: Connection) -> None:
    saves = select(history.c.subject, func.count()).where(history.c.action == "value").group_by(history.c.subject)
    counted = {row[0]: row[1] for row in connection.execute(saves)}
    kept = connection.execute(select(entries.c.dossier_id, entries.c.content, entries.c.revision)).all()
    assert counted == {f"{row.dossier_id}/{row.content}": row.revision for row in kept}


def is_valid(content: Content, value: Value) -> bool:
    match content.measure, value:
        case _, NotArisen():
            return True
        case PointsMeasure(max=limit), PointsValue(points=points):
            return 0 <= points <= (limit.value if limit else 100)
        case RatioMeasure(), RatioValue(part=part, whole=whole):
            return 0 <= part <= whole
        case ChoiceMeasure(options=options), ChoiceValue(option=chosen):
            return chosen in {each.id for each in options}
        case measure, _:
            return measure.kind == value.kind


def values_of(connection: Connection, key: DossierKey) -> dict[str, Value]:
    here = (dossiers.c.unit_id == key.unit_id) & (dossiers.c.year == key.year) & (dossiers.c.practice == key.practice)
    rows = select(entries.c.content, entries.c.value).join(dossiers, dossiers.c.id == entries.c.dossier_id).where(here)
    return {content: load_value(value) for content, value in connection.execute(rows)}


def regulation_of(knowledge: Knowledge, key: DossierKey) -> Regulation:
    found = knowledge.practice_for(key.year) if key.practice else knowledge.regulation_for(key.year)
    assert found
    assert not isinstance(found, Paused)
    return as_entered(found)
