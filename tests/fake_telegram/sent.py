"""A message of the bot as the user sees it."""

from dataclasses import dataclass

from tests.fake_telegram.refusal import Json


@dataclass(frozen=True)
class Sent:
    """`source` is the text before the entities were read."""

    at: float
    method: str
    chat: int
    message_id: int
    text: str
    source: str
    raw: Json

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    @property
    def data(self) -> list[str]:
        return [button["callback_data"] for row in self.rows for button in row if "callback_data" in button]

    @property
    def rows(self) -> list[list[Json]]:
        rows: list[list[Json]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


def read_sent(call: Json) -> Sent:
    raw, params = call["result"], call["params"]
    return Sent(
        at=call["at"],
        method=call["method"],
        chat=raw["chat"]["id"],
        message_id=raw["message_id"],
        text=raw.get("text") or raw.get("caption") or "",
        source=params.get("text") or params.get("caption") or "",
        raw=raw,
    )
