// Where people type: grows, counts, keeps the draft, sends with Enter on a keyboard.
import { byId } from "./dom.js";
import { keepDraft, keptDraft } from "./keeping.js";
import { words } from "./words.js";

const LONGEST = 4000;
const NEAR_LONGEST = 3600;

export class Composer {
  constructor(onSay) {
    this.onSay = onSay;
    this.box = byId("say");
    this.button = byId("send");
    this.count = byId("count");
    this.touch = matchMedia("(pointer: coarse)").matches;
    if (this.touch) this.box.setAttribute("enterkeyhint", "enter");
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.key(event));
    byId("composer").addEventListener("submit", (event) => this.submit(event));
    this.set(keptDraft());
    if (!this.touch) this.box.focus();
  }

  set(text) {
    this.box.value = text;
    this.changed();
  }

  // Puts back what could not be sent, without losing what is being typed.
  restore(text) {
    this.set(this.box.value.trim() ? `${text}\n${this.box.value}` : text);
    this.box.focus();
  }

  changed() {
    const text = this.box.value;
    const length = [...text.trim()].length;
    keepDraft(text);
    this.button.disabled = length === 0 || length > LONGEST;
    this.count.classList.toggle("over", length > LONGEST);
    this.count.textContent = length < NEAR_LONGEST ? "" : `${words.length(length, LONGEST)}${this.warn(length)}`;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  warn(length) {
    return length > LONGEST ? `. ${words.tooLong(length - LONGEST)}` : "";
  }

  // Enter inside an input method finishes a word, it does not send; on a touch keyboard it begins a new line.
  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || this.touch) return;
    event.preventDefault();
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (this.button.disabled || !text) return;
    this.set("");
    this.onSay(text);
    this.box.focus();
  }
}
