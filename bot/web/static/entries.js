// Makes the element of one entry: what was said on the right, what was heard on the left.
import { setAnswer } from "./answer.js";
import { icon, make } from "./dom.js";
import { dayName, sizeOf, words } from "./words.js";

export function showDay(day, today) {
  return make("p", { class: "day" }, dayName(day, today));
}

export function showHeard(heard, onChoice) {
  const bubble = make("div", { class: "bubble" }, unseen(words.assistant), ...setAnswer(heard.text));
  if (heard.attachment) bubble.append(chip(heard.attachment));
  bubble.append(timeOf(heard));
  const node = make("div", { class: "entry heard" }, bubble);
  if (heard.choices.length) node.append(showChoices(heard, onChoice));
  return node;
}

export function showSaid(said, label) {
  const content = said.file ? fileChip(said.file) : make("p", {}, label ?? said.text ?? "");
  const bubble = make("div", { class: "bubble" }, unseen(words.you), content);
  if (said.time) bubble.append(timeOf(said));
  return make("div", { class: said.state ? "entry said waiting" : "entry said" }, bubble, stateOf(said));
}

function showChoices(heard, onChoice) {
  const buttons = heard.choices.map((label, index) => {
    const number = heard.numbered ? make("i", {}, String(index + 1)) : null;
    const press = () => onChoice(heard, index + 1);
    return make("button", { class: "choice", type: "button", onclick: press }, number, make("span", {}, label));
  });
  return make("div", { class: "choices", role: "group", "aria-label": words.choices }, ...buttons);
}

function stateOf(said) {
  if (!said.state) return null;
  const node = make("div", { class: `state ${said.state}` }, said.note ?? "");
  for (const [label, act] of said.acts ?? []) node.append(make("button", { type: "button", onclick: act }, label));
  return node;
}

function chip(attachment) {
  return make("a", { class: "chip", href: attachment.href, download: true }, icon("file"), attachment.label);
}

function fileChip(file) {
  const name = `${file.name || words.someFile} · ${sizeOf(file.size)}`;
  return make("span", { class: "chip" }, icon("file"), name);
}

function timeOf(entry) {
  return make("time", { datetime: `${entry.day}T${entry.time}` }, entry.time);
}

function unseen(text) {
  return make("span", { class: "unseen" }, text);
}
