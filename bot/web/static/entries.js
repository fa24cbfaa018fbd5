// Makes the element of one entry: what was said on the right, what was heard on the left.
import { setAnswer } from "./answer.js";
import { byId, icon, make } from "./dom.js";
import { dayName, sizeOf, words } from "./words.js";

// Up to here choices stand side by side; longer ones have a line each.
const SHORT = 24;

export function showDay(day, today) {
  return make("p", { class: "day" }, dayName(day, today));
}

export function showHeard(heard, onChoice) {
  const bubble = make("div", { class: "bubble" }, unseen(words.assistant), ...setAnswer(heard.text));
  if (heard.attachment) bubble.append(chip(heard.attachment));
  bubble.append(timeOf(heard));
  const node = make("div", { class: "entry heard" }, bubble);
  if (canBeTaken(heard)) node.append(showChoices(heard, onChoice));
  return node;
}

export function canBeTaken(heard) {
  return heard.choices.length > 0 || heard.awaits_file;
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
    const attributes = { class: "choice", type: "button", "data-number": index + 1, onclick: press };
    return make("button", attributes, number, make("span", {}, label));
  });
  const kind = heard.choices.every((label) => label.length <= SHORT) ? "choices short" : "choices";
  const group = make("div", { class: kind, role: "group", "aria-label": words.choices }, ...buttons);
  if (heard.awaits_file) group.prepend(fileChoice());
  return group;
}

function fileChoice() {
  const pick = () => byId("file").click();
  return make("button", { class: "choice", type: "button", onclick: pick }, icon("clip"), make("span", {}, words.pickFile));
}

function stateOf(said) {
  if (!said.state) return null;
  const node = make("div", { class: `state ${said.state}` }, said.note ?? "");
  for (const [label, act] of said.acts ?? []) node.append(make("button", { type: "button", onclick: act }, label));
  return node;
}

function chip(attachment) {
  if (attachment.picture) return picture(attachment);
  return make("a", { class: "chip", href: attachment.href, download: true }, icon("file"), attachment.label);
}

function picture({ href, label }) {
  const image = make("img", { src: href, alt: label, loading: "lazy" });
  return make("a", { class: "picture", href, download: true }, image);
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
