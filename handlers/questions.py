"""A question in the talk: answered at once, remembered for the follow-up, forwarded if the person wants."""

from datetime import timedelta

from handlers import texts
from handlers.asking import Answered, AskContext, answer_by_key, ask
from handlers.changes import Answered as AnswerScored
from handlers.changes import Forwarded
from handlers.conversation import Choice, Membership, Memory, Reply, Topic, Turn
from handlers.dialogues import AwaitingConsent, Dialogue, Entering, Idle
from handlers.turns import stay
from knowledge.library import Knowledge

# After this long a new message is no longer a follow-up.
TOPIC_LIFETIME = timedelta(hours=1)
REMEMBERED_QUESTIONS = 3


def answer_question(text: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Answers what was typed; an entry in hand stays where it is."""
    answered = ask(text, _context(memory), knowledge)
    questions = (*_recent(memory), text)[-REMEMBERED_QUESTIONS:]
    return _turn(answered, memory, Topic(questions, memory.now))


def answer_choice(key: str, memory: Memory, knowledge: Knowledge) -> Turn:
    """Carries out a choice that was offered with an answer."""
    match key:
        case "forward":
            return _show_what_would_go(memory)
        case "forward:yes":
            return _forward(memory)
        case "forward:no":
            return Turn((Reply(texts.CANCELLED),), before_consent(memory), topic=memory.topic)
        case "topics":
            return stay(memory, texts.TOPICS)
        case _:
            return _turn(answer_by_key(key, _context(memory), knowledge), memory, memory.topic)


def answered_surely(turn: Turn) -> bool:
    """Whether the turn's answer was a sure one, so that its choices are only further reading."""
    return any(isinstance(change, AnswerScored) and change.outcome == "sure" for change in turn.changes)


def _turn(answered: Answered, memory: Memory, topic: Topic) -> Turn:
    choices = tuple(c for key, label in answered.choices if (c := _choice(key, label, memory)))
    scored = AnswerScored(answered.outcome, ",".join(answered.cards), answered.score, answered.runner_up)
    # A consent that was not given is withdrawn by the next question.
    return Turn((Reply(answered.text, choices),), before_consent(memory), (scored,), topic)


def before_consent(memory: Memory) -> Dialogue:
    """Where the talk stood before a consent was asked for; elsewhere, where it stands."""
    if isinstance(memory.dialogue, AwaitingConsent):
        return memory.dialogue.entry or Idle()
    return memory.dialogue


def _choice(key: str, label: str, memory: Memory) -> Choice | None:
    if key != "forward":
        return Choice(key, label)
    desk = _justice_desk(memory)
    return Choice(key, texts.ASK_JUSTICE.format(unit=desk.parent)) if desk else None


def _show_what_would_go(memory: Memory) -> Turn:
    desk = _justice_desk(memory)
    if desk is None or desk.parent is None or not memory.topic.questions:
        return stay(memory, texts.OLD_CHOICE)
    question = memory.topic.questions[-1]
    choices = (Choice("forward:yes", texts.CONSENT_YES), Choice("forward:no", texts.CONSENT_NO))
    reply = Reply(texts.consent(question, desk.parent), choices)
    standing = before_consent(memory)
    consent = AwaitingConsent(question, standing if isinstance(standing, Entering) else None)
    return Turn((reply,), consent, topic=memory.topic)


def _forward(memory: Memory) -> Turn:
    desk = _justice_desk(memory)
    if desk is None or desk.parent_id is None or not isinstance(memory.dialogue, AwaitingConsent):
        return stay(memory, texts.OLD_CHOICE)
    parent = desk.parent or ""
    if not memory.records.reviewers(desk.parent_id):
        return Turn((Reply(texts.no_reviewer(parent)),), before_consent(memory), topic=memory.topic)
    question = memory.dialogue.question
    notice = texts.question_notice(question, memory.person.name, desk.unit)
    change = Forwarded(question, desk.unit_id, desk.parent_id, notice)
    return Turn((Reply(texts.forwarded(parent)),), before_consent(memory), (change,), memory.topic)


def _justice_desk(memory: Memory) -> Membership | None:
    """The membership whose parent unit reviews: only people of a commune can send it questions."""
    return next((m for m in memory.person.memberships if m.parent_id and m.role in ("official", "leader")), None)


def _recent(memory: Memory) -> tuple[str, ...]:
    asked_at = memory.topic.asked_at
    return memory.topic.questions if asked_at and memory.now - asked_at <= TOPIC_LIFETIME else ()


def _context(memory: Memory) -> AskContext:
    return AskContext(previous=_recent(memory), year=None, assessed_year=_year_at_hand(memory))


def _year_at_hand(memory: Memory) -> int:
    """In the middle of an entry the dossier's year, else the one that is assessed today."""
    standing = before_consent(memory)
    return standing.dossier.year if isinstance(standing, Entering) else memory.assessed_year
