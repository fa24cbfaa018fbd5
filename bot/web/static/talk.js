// The talk on the page: entries by key, in order, each once; which choices can still be taken.
import { byId } from "./dom.js";
import { canBeTaken, showDay, showHeard, showSaid } from "./entries.js";
import { dayName, words } from "./words.js";

const SIDES = ["said", "heard"];

export class Talk {
  constructor(onChoice) {
    this.list = byId("entries");
    this.onChoice = onChoice;
    this.order = [];
    this.byKey = new Map();
    this.today = null;
  }

  get empty() {
    return this.order.length === 0;
  }

  get awaitsAnswer() {
    return this.order.some(({ data }) => (data.state === "sending" && !data.file) || data.done === false);
  }

  oldest(side) {
    const ids = this.order.filter(({ data }) => data.side === side && data.id).map(({ data }) => data.id);
    return ids.length ? Math.min(...ids) : 0;
  }

  // The days are named from today, which the server says; it changes while a page stays open.
  setToday(today) {
    if (this.today === today) return;
    this.today = today;
    for (const { separator, data } of this.order) if (separator) separator.textContent = dayName(data.day, today);
  }

  // Adds an entry or puts a newer state in its place; tells whether it is new here.
  put(data) {
    const known = this.byKey.get(data.key);
    if (known) this.remove(data.key);
    const entry = { data, node: this.show(data), separator: null };
    this.byKey.set(data.key, entry);
    this.place(entry);
    if (data.side === "heard") this.nameTakenChoices(data.revision);
    this.refreshChoices();
    return !known || Boolean(known.data.state && !data.state);
  }

  get newestAt() {
    return Math.max(0, ...this.order.map(({ data }) => data.at ?? 0));
  }

  remove(key) {
    const entry = this.byKey.get(key);
    if (!entry) return;
    this.byKey.delete(key);
    const index = this.order.indexOf(entry);
    this.order.splice(index, 1);
    entry.node.remove();
    const next = this.order[index];
    if (entry.separator && next?.data.day === entry.data.day) next.separator = entry.separator;
    else entry.separator?.remove();
  }

  show(data) {
    if (data.side === "heard") return showHeard(data, this.onChoice);
    return showSaid(data, data.press && this.labelOf(data.press));
  }

  place(entry) {
    let index = this.order.length;
    while (index > 0 && this.comesAfter(this.order[index - 1].data, entry.data)) index -= 1;
    const previous = this.order[index - 1];
    const next = this.order[index];
    this.order.splice(index, 0, entry);
    const { day } = entry.data;
    if (next?.separator && next.data.day === day) [entry.separator, next.separator] = [next.separator, null];
    this.list.insertBefore(entry.node, next ? (next.separator ?? next.node) : null);
    if (entry.separator || !day || previous?.data.day === day) return;
    entry.separator = showDay(day, this.today);
    this.list.insertBefore(entry.separator, entry.node);
  }

  comesAfter(one, other) {
    const [a, b] = [this.rank(one), this.rank(other)];
    const at = a.findIndex((value, index) => value !== b[index]);
    return at >= 0 && a[at] > b[at];
  }

  // An answer stands after what it answers; what is on its way stands last; what failed stays where it was then.
  rank(data) {
    if (data.state === "failed") return [data.at, 2, data.since];
    if (data.state) return [Infinity, 0, data.since];
    const asked = data.answers && this.order.find(({ data: one }) => one.side === "said" && one.id === data.answers);
    return [Math.max(data.at, asked ? asked.data.at : 0), SIDES.indexOf(data.side), data.id];
  }

  labelOf({ revision, number }) {
    const offer = last(this.order, ({ data }) => data.revision === revision && data.choices?.length);
    return offer?.data.choices[number - 1] ?? words.takenChoice(number);
  }

  nameTakenChoices(revision) {
    for (const { data } of [...this.order]) {
      if (data.press?.revision === revision && this.byKey.get(data.key).label !== this.labelOf(data.press)) this.reshow(data.key);
    }
  }

  reshow(key) {
    const entry = this.byKey.get(key);
    const node = this.show(entry.data);
    entry.node.replaceWith(node);
    entry.node = node;
    entry.label = entry.data.press && this.labelOf(entry.data.press);
  }

  // Only the newest offer can be taken, and only once; the server decides, this keeps the page from promising more.
  refreshChoices() {
    const heard = this.order.filter(({ data }) => data.side === "heard");
    const newest = Math.max(0, ...heard.map(({ data }) => data.revision));
    const offer = last(heard, ({ data }) => data.revision === newest && canBeTaken(data));
    for (const { data, node } of heard) {
      if (!canBeTaken(data)) continue;
      const open = data === offer?.data && !this.pressed(data.revision, () => true, true);
      node.querySelectorAll(".choice").forEach((button) => {
        const own = Number(button.dataset.number);
        button.disabled = !open;
        button.classList.toggle("taken", this.pressed(data.revision, (number) => number === own, false));
      });
    }
  }

  pressed(revision, wanted, stillOpen) {
    return this.order.some(({ data }) => {
      const { press } = data;
      if (!press || press.revision !== revision || !wanted(press.number) || data.state === "failed") return false;
      return !stillOpen || !data.done;
    });
  }
}

function last(list, wanted) {
  return [...list].reverse().find(wanted);
}
