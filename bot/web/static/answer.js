// Sets an answer: its first line stronger, its lists hanging, its legal basis apart, its links clickable.
import { make } from "./dom.js";
import { words } from "./words.js";

const LINK = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]]/g;

export function setAnswer(text) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith(words.basis));
  const said = at < 0 ? lines : lines.slice(0, at);
  const blocks = said.map((line, index) => setLine(line, at > 0 && index === 0));
  return at < 0 ? blocks : [...blocks, setBasis(lines.slice(at))];
}

function setLine(line, leads) {
  if (!line.trim()) return make("div", { class: "gap" });
  const kind = leads ? "lead" : /^\s*[•–-] /.test(line) ? "item" : null;
  return make("p", { class: kind }, ...withLinks(line));
}

function setBasis([first, ...rest]) {
  const label = make("b", {}, words.basis);
  const lines = rest.filter((line) => line.trim()).map((line) => setLine(line, false));
  return make("div", { class: "basis" }, make("p", {}, label, ...withLinks(first.slice(words.basis.length))), ...lines);
}

function withLinks(line) {
  const parts = [];
  let end = 0;
  for (const found of line.matchAll(LINK)) {
    parts.push(line.slice(end, found.index));
    parts.push(make("a", { href: found[0], target: "_blank", rel: "noopener noreferrer" }, found[0]));
    end = found.index + found[0].length;
  }
  return [...parts, line.slice(end)];
}
