// What the browser keeps until the server has it: unsent messages and the draft, apart for each person.

const memory = new Map();
const tag = document.body.dataset.tag;
const outgoing = `tcpl.out.${tag}.`;
const draft = `tcpl.draft.${tag}`;

// A browser may refuse to store (private window, full); then it is kept as long as the page is open.
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    memory.set(key, value);
  }
}

function erase(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}

function stored() {
  const found = new Map(memory);
  try {
    for (const key of Object.keys(localStorage)) found.set(key, localStorage.getItem(key));
  } catch {
    return found;
  }
  return found;
}

// One key a message, so that two tabs never overwrite each other's.
export function keepMessage(message) {
  write(outgoing + message.id, JSON.stringify(message));
}

export function dropMessage(id) {
  erase(outgoing + id);
}

export function keptMessages() {
  const texts = [...stored()].filter(([key]) => key.startsWith(outgoing)).map(([, text]) => text);
  return texts.flatMap(readMessage).sort((one, other) => one.since - other.since);
}

function readMessage(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

export function keepDraft(text) {
  if (text) write(draft, text);
  else erase(draft);
}

export function keptDraft() {
  return stored().get(draft) ?? "";
}

export function forgetAll() {
  for (const key of stored().keys()) if (key.startsWith(outgoing) || key === draft) erase(key);
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
