"""From values to results: contents, indicators, criteria; always summed afresh, never stored."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.assess_situation import Basis, Situation, exact_sum
from knowledge.measures import ChoiceMeasure, CountMeasure, PointsMeasure, RatioMeasure, YesNoMeasure, percent
from knowledge.nothing_arising import criterion_of, none_arisen, nothing_in
from knowledge.regulation import Content, Criterion, Indicator, Regulation
from knowledge.regulation_values import NothingArising, Sourced
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Answers:
    """What a dossier says beside its contents: declarations, maxima entered by criterion, class, satisfaction."""

    declarations: Mapping[str, bool] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    unit_class: str | None = None
    satisfaction: Decimal | None = None


@dataclass(frozen=True)
class Result:
    """Points, or met and not met; both None where the regulation at hand does not say what the value gives."""

    points: Decimal | None = None
    met: bool | None = None
    basis: tuple[Sourced, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the value gives anything that can be counted."""
        return self.points is not None or self.met is not None


UNKNOWN = Result()


def measured(content: Content, value: Value) -> Result:
    """What one value gives."""
    match content.measure, value:
        case _, NotArisen():
            none = content.nothing_arising
            return Result(none.points, none.met, (none,)) if none else UNKNOWN
        case PointsMeasure(max=limit), PointsValue(points=points) if limit is None or points <= limit.value:
            return Result(points=points)
        case RatioMeasure() as ratio, RatioValue(part=part, whole=whole):
            return _of_ratio(ratio, percent(part, whole))
        case CountMeasure(required=required), CountValue(count=count):
            return Result(None, count >= required.value, (required,)) if required else UNKNOWN
        case YesNoMeasure() as question, YesNoValue(yes=yes):
            return _of_answer(question, yes)
        case ChoiceMeasure() as choice, ChoiceValue(option=chosen):
            option = next((each for each in choice.options if each.id == chosen), None)
            return Result(option.points, option.met, (option,)) if option else UNKNOWN
        case _:
            return UNKNOWN


def _of_ratio(ratio: RatioMeasure, reached: Decimal) -> Result:
    if ratio.required_percent:
        return Result(None, reached >= ratio.required_percent.value, (ratio.required_percent,))
    band = next((each for each in ratio.bands if each.holds(reached)), None)
    return Result(band.points, None, (band,)) if band else UNKNOWN


def _of_answer(question: YesNoMeasure, yes: bool) -> Result:
    amount = question.yes if yes else question.no
    if question.yes or question.no:
        return Result(amount.value, None, (amount,)) if amount else UNKNOWN
    return Result(met=yes)


def missing(regulation: Regulation, indicator: Indicator, values: Values) -> tuple[Content, ...]:
    """The contents of an indicator that have no value yet."""
    return tuple(each for each in regulation.contents(indicator) if each.id not in values)


def indicator_result(regulation: Regulation, indicator: Indicator, values: Values) -> Result | None:
    """What an indicator gives; None while a content has no value."""
    if missing(regulation, indicator, values):
        return None
    criterion = criterion_of(regulation, indicator)
    if whole := nothing_in(regulation, criterion, values):
        # Its points belong to the criterion as one, not to every indicator again.
        return Result(None, whole.met, (whole,))
    contents = regulation.contents(indicator)
    if indicator.nothing_arising and none_arisen(contents, values):
        none = indicator.nothing_arising
        return Result(none.points, none.met, (none,))
    return _together(regulation, [measured(each, values[each.id]) for each in contents])


def _together(regulation: Regulation, results: list[Result]) -> Result:
    """Points add up; met only where all are met; unknown as soon as one part is, unless one is surely not met."""
    basis = tuple(each for result in results for each in result.basis)
    if regulation.result == "points":
        points = [each.points for each in results if each.points is not None]
        return Result(exact_sum(points), None, basis) if len(points) == len(results) else UNKNOWN
    if any(each.met is False for each in results):
        return Result(None, False, basis)
    return Result(None, True, basis) if all(each.met for each in results) else UNKNOWN


def criterion_points(regulation: Regulation, criterion: Criterion, values: Values) -> Decimal:
    """The points that a criterion has so far: what is entered and known."""
    whole = nothing_in(regulation, criterion, values)
    if whole and whole.points is not None:
        return whole.points
    found = (indicator_result(regulation, each, values) for each in criterion.indicators)
    return exact_sum(each.points for each in found if each and each.points is not None)


def total_points(regulation: Regulation, values: Values) -> Decimal:
    """The points that the dossier has so far."""
    return exact_sum(criterion_points(regulation, each, values) for each in regulation.criteria)


def entered(regulation: Regulation, indicators: Iterable[Indicator], values: Values) -> int:
    """How many of these indicators have all their values."""
    return sum(not missing(regulation, each, values) for each in indicators)


def next_content(
    regulation: Regulation, values: Values, after: str | None = None, among: Collection[str] | None = None
) -> Content | None:
    """The next content without a value, in the regulation's order, from `after` on and then from the start."""
    places = regulation.places()
    ids = list(places)
    start = ids.index(after) + 1 if after is not None and after in places else 0
    waiting = (each for each in ids[start:] + ids[:start] if each not in values)
    found = next((each for each in waiting if among is None or each in among), None)
    return places[found].content if found else None


def situation(regulation: Regulation, year: int, values: Values, answers: Answers) -> Situation:
    """What is entered, as the situation that knowledge.assess judges; only whole criteria and indicators count."""
    results = {each.id: indicator_result(regulation, each, values) for each in regulation.indicators()}
    points = {
        criterion.id: criterion_points(regulation, criterion, values)
        for criterion in regulation.criteria
        if criterion.indicators and all(_gives_points(results[each.id]) for each in criterion.indicators)
    }
    known = {key: found for key, found in results.items() if found}
    return Situation(
        year=year,
        unit_class=answers.unit_class,
        points=points,
        indicators_met={key: found.met for key, found in known.items() if found.met is not None},
        given_maxima=answers.maxima,
        declarations=answers.declarations,
        satisfaction=answers.satisfaction,
        used=tuple(_basis(key, each) for key, found in known.items() for each in found.basis),
    )


def _basis(indicator_id: str, value: Sourced) -> Basis:
    return Basis("nothing_arising" if isinstance(value, NothingArising) else "result", indicator_id, value)


def _gives_points(result: Result | None) -> bool:
    """Points of its own, or a part of those that its whole criterion has."""
    if result is None:
        return False
    shared = any(isinstance(each, NothingArising) and each.points is not None for each in result.basis)
    return result.points is not None or shared
