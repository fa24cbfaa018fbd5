"""How a value and its result are written: "1.209 / 1.240 = 97,5 % → 7/8 điểm"."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from handlers.texts_law import number
from knowledge.measures import ChoiceMeasure, most_points, percent
from knowledge.nothing_arising import shared_rule
from knowledge.regulation import Content, Regulation
from knowledge.scoring import Result, measured
from knowledge.values import ChoiceValue, CountValue, NotArisen, PointsValue, RatioValue, Value, YesNoValue

NOT_ARISEN = "không phát sinh"
UNKNOWN_RESULT = "em chưa có cách tính kết quả"
PARTS = {"indicator": "chỉ tiêu", "criterion": "tiêu chí"}
MET = {True: "đạt", False: "chưa đạt"}


def part_name(id_: str) -> str:
    """What is entered, by number: "2.4.1", or "tiêu chí 2" where a criterion is entered as a whole."""
    return id_ if "." in id_ else f"{PARTS['criterion']} {id_}"


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def noun(regulation: Regulation) -> str:
    """What is counted as done: indicators, or criteria where they are entered as a whole."""
    return PARTS["indicator" if any("." in each.id for each in regulation.indicators()) else "criterion"]


def count(value: int) -> str:
    """A count with dots: 1.240."""
    return f"{value:,}".replace(",", ".")


def percentage(part: int, whole: int) -> str:
    """A percentage with at most two decimals, for reading: 97,5 %; never rounded up to a whole one it did not reach."""
    exact = percent(part, whole)
    shown = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if shown > exact and shown % 1 == 0:
        shown = exact.quantize(Decimal("0.01"), ROUND_DOWN)
    return f"{number(shown)} %"


def value_words(content: Content, value: Value) -> str:
    """The value itself."""
    match value:
        case PointsValue(points=points):
            return f"{number(points)} điểm"
        case RatioValue(part=part, whole=whole):
            return f"{count(part)} / {count(whole)} = {percentage(part, whole)}"
        case CountValue(count=counted):
            return count(counted)
        case YesNoValue(yes=yes):
            return "có" if yes else "chưa"
        case ChoiceValue(option=option):
            return option_words(content, option)
        case NotArisen():
            return NOT_ARISEN


def option_words(content: Content, option: str) -> str:
    """What an option says."""
    options = content.measure.options if isinstance(content.measure, ChoiceMeasure) else ()
    return next((each.text for each in options if each.id == option), option)


def given_words(regulation: Regulation, content: Content, values: Mapping[str, Value]) -> str:
    """A content's value among all values, with what it gives; "nothing arose" may count for more than the content."""
    value = values[content.id]
    shared = shared_rule(regulation, content) if isinstance(value, NotArisen) else None
    if shared is None:
        return value_with_result(content, value)
    open_ = [each.id for each in shared.contents if not isinstance(values.get(each.id), NotArisen)]
    if open_:
        together = f"{PARTS[shared.level]} {shared.id}, khi {', '.join(open_)} cũng không phát sinh"
        return f"{NOT_ARISEN} → chưa có kết quả riêng: quy định tính chung cho {together}"
    result = Result(shared.rule.points, shared.rule.met, (shared.rule,))
    return f"{NOT_ARISEN} → {PARTS[shared.level]} {shared.id}: {result_words(content, result, of_content=False)}"


def result_words(content: Content, result: Result, *, of_content: bool = True) -> str:
    """What a value gives: "7/8 điểm", "đạt", or that it is not known; a result of more than the content has no "/8"."""
    if result.met is not None:
        return MET[result.met]
    if result.points is None:
        return UNKNOWN_RESULT
    most = most_points(content.measure) if of_content else None
    return f"{number(result.points)}/{number(most)} điểm" if most is not None else f"{number(result.points)} điểm"


def value_with_result(content: Content, value: Value) -> str:
    """Both: "1.209 / 1.240 = 97,5 % → 7/8 điểm"; points stand for themselves."""
    result = measured(content, value)
    if isinstance(value, PointsValue):
        return result_words(content, result)
    return f"{value_words(content, value)} → {result_words(content, result)}"
