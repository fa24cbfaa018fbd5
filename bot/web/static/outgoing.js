// Sends what was typed or pressed, in order, again and again under the same id until the server has it.
import { dropMessage, keepMessage, keptMessages, newId } from "./keeping.js";
import { words } from "./words.js";

const SLOWEST = 30000;
const PATIENCE = 20000;

export class Outgoing {
  // `told(message, state, sentence)`: states are sending, waiting, failed and taken.
  constructor(told) {
    this.told = told;
    this.running = false;
    this.pause = 1000;
    this.lastSince = 0;
  }

  say(content) {
    this.lastSince = Math.max(Date.now(), this.lastSince + 1);
    const message = { id: newId(), since: this.lastSince, content };
    keepMessage(message);
    this.told(message, "sending");
    this.flush();
  }

  // What an earlier visit could not send.
  resume() {
    for (const message of keptMessages()) this.told(message, "waiting");
    this.flush();
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.running) return;
    this.running = true;
    try {
      for (let [message] = keptMessages(); message; [message] = keptMessages()) {
        if (!(await this.deliver(message))) break;
      }
    } finally {
      this.running = false;
    }
  }

  async deliver(message) {
    this.told(message, "sending");
    const answer = await post(message);
    if (answer.status === 202) {
      dropMessage(message.id);
      this.pause = 1000;
      this.told(message, "taken");
      return true;
    }
    if (isFinal(answer.status)) {
      dropMessage(message.id);
      this.told(message, "failed", answer.error);
      return true;
    }
    for (const kept of keptMessages()) this.told(kept, "waiting", answer.status === 401 ? answer.error : undefined);
    if (answer.status !== 401) this.later(answer.wait);
    return false;
  }

  later(asked) {
    this.timer = setTimeout(() => this.flush(), Math.max(asked, this.pause));
    this.pause = Math.min(this.pause * 2, SLOWEST);
  }
}

// Refused for what it is, so sending it again would change nothing.
function isFinal(status) {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

async function post({ id, content }) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id, ...content }),
      signal: patience.signal,
    });
    const wait = Number(response.headers.get("Retry-After") ?? 0) * 1000;
    const body = await response.json().catch(() => ({}));
    return { status: response.status, error: body.error ?? words.refused, wait };
  } catch {
    return { status: 0, wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}
