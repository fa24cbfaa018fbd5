// Puts the page together.
import { Composer } from "./composer.js";
import { byId, make } from "./dom.js";
import { forgetAll, keptMessages } from "./keeping.js";
import { Outgoing } from "./outgoing.js";
import { Scrolling } from "./scrolling.js";
import { Stream } from "./stream.js";
import { Talk } from "./talk.js";
import { Upload } from "./upload.js";
import { examples, oftenAsked, words } from "./words.js";

const ANSWERING_AFTER = 300;
const BANNER_AFTER = 2500;

const scrolling = new Scrolling();
const talk = new Talk(press);
const outgoing = new Outgoing(showOutgoing);
const composer = new Composer((text) => say({ text }));
const stream = new Stream({ onEntry, onWho, onBeat, onOver, onState });
new Upload(showUpload);
let unread = 0;

function say(content) {
  scrolling.atEnd = true;
  outgoing.say(content);
}

function press(offer, number) {
  say({ press: { revision: offer.revision, number } });
  composer.box.focus({ preventScroll: true });
}

function showOutgoing(message, state, sentence) {
  const key = `s:${message.id}`;
  if (talk.byKey.has(key) && !talk.byKey.get(key).data.state) return;
  const { text } = message.content;
  const drop = () => talk.remove(key);
  const edit = () => [drop(), composer.restore(text)];
  const notes = { sending: "", taken: words.sending, waiting: sentence ?? words.waiting, failed: words.failed(sentence) };
  const acts = state === "failed" ? [...(text ? [[words.edit, edit]] : []), [words.drop, drop]] : [];
  putOwn(state, { key, since: message.since, note: notes[state], acts, ...message.content });
}

function showUpload(item, state, note, acts) {
  const key = `s:${item.id}`;
  if (state === "gone") return talk.remove(key);
  if (talk.byKey.has(key) && !talk.byKey.get(key).data.state) return undefined;
  const file = { name: item.file.name, size: item.file.size };
  return putOwn(state, { key, since: item.since, note, acts, file });
}

function putOwn(state, data) {
  const at = state === "failed" ? talk.newestAt : undefined;
  put({ side: "said", state: state === "taken" ? "sending" : state, at, ...data });
}

function put(data) {
  const isNew = talk.put(data);
  byId("welcome").hidden = true;
  showAnswering();
  if (isNew || data.state) scrolling.follow(data.side === "heard" ? talk.byKey.get(data.key).node : null);
  return isNew;
}

function onEntry(data) {
  const isNew = put(data);
  if (isNew && data.side === "heard" && document.hidden && !opening()) unread += 1;
  showUnread();
}

function onWho({ who, guest }) {
  byId("who").textContent = who;
  byId("attach").hidden = guest;
  byId("out").hidden = guest;
}

function onBeat({ today, earlier }) {
  talk.setToday(today);
  if (!opening()) return;
  // The first beat closes the opening of the talk; what comes from now on is read out.
  byId("log").setAttribute("aria-busy", "false");
  byId("earlier").hidden = !earlier;
  byId("welcome").hidden = !talk.empty;
  scrolling.toEnd();
}

function opening() {
  return byId("log").getAttribute("aria-busy") === "true";
}

function onOver() {
  byId("banner").textContent = words.over;
}

// Short breaks are not worth a word; the time runs from the first sign of one, however often it is tried again.
function onState(state) {
  if (state === "broken" || state === "offline") {
    onState.timer ??= setTimeout(() => (byId("banner").textContent = words.offline), navigator.onLine ? BANNER_AFTER : 0);
    return;
  }
  clearTimeout(onState.timer);
  onState.timer = undefined;
  if (state !== "open") return;
  byId("banner").textContent = "";
  outgoing.flush();
}

function showAnswering() {
  clearTimeout(showAnswering.timer);
  if (!talk.awaitsAnswer) byId("answering").hidden = true;
  else showAnswering.timer = setTimeout(showNow, ANSWERING_AFTER);
}

function showNow() {
  byId("answering").hidden = !talk.awaitsAnswer;
  if (scrolling.atEnd) scrolling.toEnd();
}

function showUnread() {
  document.title = unread ? `(${unread}) ${words.title}` : words.title;
}

async function showEarlier() {
  const button = byId("earlier");
  button.disabled = true;
  try {
    const response = await fetch(`/api/earlier?said=${talk.oldest("said")}&heard=${talk.oldest("heard")}`);
    const { entries, earlier } = await response.json();
    scrolling.hold(() => {
      for (const data of entries) talk.put(data);
      button.hidden = !earlier;
    });
  } finally {
    button.disabled = false;
  }
}

function offer(questions, place) {
  const buttons = questions.map((text) => make("button", { class: "ask", type: "button", onclick: () => say({ text }) }, text));
  byId(place).append(...buttons);
}

async function signOut(event) {
  event.preventDefault();
  if (keptMessages().length && !confirm(words.signOutUnsent)) return;
  await fetch("/ra", { method: "POST", redirect: "manual" });
  forgetAll();
  location.assign("/");
}

offer(examples, "welcome-asks");
offer(oftenAsked, "rail-asks");
byId("help").addEventListener("click", () => say({ text: words.help }));
byId("earlier").addEventListener("click", showEarlier);
byId("out").addEventListener("submit", signOut);
document.addEventListener("visibilitychange", () => {
  unread = document.hidden ? unread : 0;
  showUnread();
});
outgoing.resume();
stream.open();
