// Sets an answer: what it is marked as first, its first line stronger, its lists hanging, its legal basis apart, its links clickable.
import { make } from "./dom.js";
import { words } from "./words.js";

// The line that says under which decision the next one holds.
const UNDER = /^Theo .+:$/;
// A line that marks the whole answer ("[TẬP HUẤN …]").
const MARK = /^\[[^\]]+\]$/;
// What belongs together at the end of a line: "20 / 20", "100 %".
const TOGETHER = /(?<=\d) (?=[/%])|(?<=\d \/) (?=\d)/g;
const LINK = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]]/g;

// An answer may have several parts, one a decision; each has a basis of its own.
export function setAnswer(text) {
  const [first, ...rest] = text.split("\n");
  if (rest.length && MARK.test(first)) return [make("p", { class: "mark" }, first.slice(1, -1)), ...setAnswer(rest.join("\n"))];
  const parts = text.split(/\n\s*\n/).map((part) => setPart(part.split("\n")));
  return parts.flatMap((blocks, index) => (index ? [make("div", { class: "gap" }), ...blocks] : blocks));
}

function setPart(lines) {
  const at = lines.findIndex((line) => line.startsWith(words.basis));
  if (at < 0) return lines.map((line) => setLine(line));
  const said = lines.slice(0, at);
  const under = said.findIndex((line) => UNDER.test(line));
  const kinds = { [under]: "under", [under + 1]: "lead" };
  return [...said.map((line, index) => setLine(line, kinds[index])), setBasis(lines.slice(at))];
}

function setLine(line, kind) {
  const bullet = line.match(/^\s*[•–-] /)?.[0] ?? "";
  const dot = bullet && make("span", { class: "dot" }, bullet);
  return make("p", { class: kind ?? (bullet ? "item" : null) }, dot, ...withLinks(line.slice(bullet.length)));
}

function setBasis([first, ...rest]) {
  const label = make("b", {}, words.basis);
  const lines = rest.filter((line) => line.trim()).map((line) => setLine(line));
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
  return [...parts, line.slice(end).replace(TOGETHER, "\u00a0")];
}
