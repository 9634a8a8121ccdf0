// The page: one channel, live. Newest at the bottom, next to the box one writes in; replies and
// answers stand under the note they belong to.

import * as api from "./api.js";
import { bubble, card, setState, wireViewer } from "./cards.js";
import { Composer } from "./composer.js";
import { byId, el, newKey, refreshTimes } from "./dom.js";

const CHANNEL = /^[a-z0-9-]{1,32}$/;
const MOST_SHOWN = 600;

const asked = new URLSearchParams(location.search).get("channel") ?? "lobby";
const channel = CHANNEL.test(asked) ? asked : "lobby";
const feed = byId("feed");
const messages = new Map(); // id → message
const elements = new Map(); // id → what is drawn of it
const outcomes = new Map(); // id of a reply → the outcome message
const pending = new Map(); // client key → what is not yet known to be stored
const unseen = new Set(); // drawn, but not looked at
let loading = true;

const composer = new Composer(say);
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      unseen.delete(entry.target);
      seen.unobserve(entry.target);
    }
  }
  drawPill();
});

// ---- drawing ------------------------------------------------------------------------------------

// A note stands by itself, also one that a message asked for; what is said about it hangs below it.
function root(message) {
  let at = message;
  for (let steps = 0; !at.note && at.replyTo && messages.has(at.replyTo) && steps < 1000; steps++) {
    at = messages.get(at.replyTo);
  }
  return at;
}

function take(message) {
  if (messages.has(message.id)) return;
  messages.set(message.id, message);
  if (message.clientKey && pending.has(message.clientKey)) {
    pending.get(message.clientKey).element.closest("li").remove();
    pending.delete(message.clientKey);
  }
  if (message.outcome && elements.has(message.replyTo)) {
    outcomes.set(message.replyTo, message);
    drawState(messages.get(message.replyTo));
    announce(message.text);
    return;
  }
  const atEnd = nearEnd();
  const element = draw(message);
  elements.set(message.id, element);
  place(element, message);
  drawState(message);
  if (message.replyTo && messages.has(message.replyTo)) drawState(messages.get(message.replyTo));
  if (!loading) arrived(element, message, atEnd);
}

// A message that was here before is another one now.
function change(message) {
  const before = elements.get(message.id);
  if (!before || JSON.stringify(messages.get(message.id)) === JSON.stringify(message)) return;
  messages.set(message.id, message);
  const element = draw(message);
  elements.set(message.id, element);
  before.replaceWith(element);
  if (unseen.delete(before)) {
    unseen.add(element);
    seen.observe(element);
  }
  drawState(message);
}

// What changed while nobody listened is not told again.
async function refresh() {
  const list = await api.messages(channel).catch(() => []);
  list.forEach(change);
}

function draw(message) {
  if (message.note) return card(message, reply);
  const to = messages.get(message.replyTo);
  const top = root(message);
  // Commands are answered in place; there is nothing to reply to.
  const quiet = message.command || message.from === "bridge";
  return bubble(message, {
    onReply: quiet ? null : reply,
    answered: to && to !== top && to.author !== message.author ? to.author : null,
  });
}

function place(element, message) {
  const top = root(message);
  const home = top === message ? null : elements.get(top.id)?.closest("li.entry");
  if (home) {
    thread(home).append(el("li", {}, element));
  } else {
    feed.append(el("li", { class: "entry" }, element));
    trim();
  }
  byId("empty").hidden = true;
}

function thread(entry) {
  const there = entry.querySelector(":scope > ol.thread");
  if (there) return there;
  const made = el("ol", { class: "thread", "aria-label": "Replies" });
  entry.append(made);
  return made;
}

function trim() {
  while (feed.childElementCount > MOST_SHOWN && window.scrollY > 2000) feed.firstElementChild.remove();
}

// A reply under a note is on its way until an outcome, or a word of the bridge, has come.
function drawState(message) {
  const element = elements.get(message.id);
  if (!element?.classList.contains("bubble") || message.from !== "member" || message.command) return;
  const outcome = outcomes.get(message.id);
  if (outcome) return setState(element, outcome.outcome, outcome.text);
  const told = [...messages.values()].some((other) => other.replyTo === message.id && other.from !== "member");
  const waits = message.replyTo && root(message).note && !told;
  setState(element, waits ? "waiting" : "");
}

// ---- arriving -----------------------------------------------------------------------------------

const nearEnd = () => document.documentElement.scrollHeight - window.innerHeight - window.scrollY < 80;
const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });

function arrived(element, message, atEnd) {
  element.classList.add("fresh");
  announce(message.note ? `New note by ${message.note.creator}: ${message.title || message.text}` : `${message.author}: ${message.text}`);
  const own = message.from === "member";
  // Notes are long reads: a new one never pulls the page away from the one being read.
  if (atEnd && !message.note && !element.closest(".thread .thread")) element.scrollIntoView({ block: "nearest" });
  if (own) return;
  const box = element.getBoundingClientRect();
  const visible = box.top < window.innerHeight - 140 && box.bottom > 60;
  if (!visible || document.hidden) {
    unseen.add(element);
    seen.observe(element);
    drawPill();
  }
}

function drawPill() {
  const all = [...unseen].filter((element) => element.isConnected);
  const pill = byId("pill");
  pill.hidden = all.length === 0;
  if (pill.hidden) return;
  const kind = all.every((element) => element.classList.contains("card")) ? "note" : "message";
  const up = all[0].getBoundingClientRect().top < 0;
  pill.textContent = `${up ? "↑" : "↓"} ${all.length} new ${kind}${all.length > 1 ? "s" : ""}`;
}

function announce(words) {
  if (!loading) byId("announcer").textContent = words.slice(0, 200);
}

// ---- writing ------------------------------------------------------------------------------------

function reply(message) {
  const note = root(message).note;
  composer.replyTo(message, note ? "Becomes a public comment on RedNote, translated." : "");
}

function say(posting) {
  const key = newKey();
  const message = {
    ...{ author: "guest", from: "member", title: "", footnotes: [], tags: [], media: [], note: null, original: null },
    ...{ id: `pending-${key}`, sentAt: new Date().toISOString(), label: "", command: posting.text.startsWith("/") },
    ...JSON.parse(JSON.stringify(posting)),
  };
  const element = bubble(message, { onReply: null, answered: null });
  pending.set(key, { posting, element });
  place(element, message);
  element.scrollIntoView({ block: "nearest" });
  send(key);
}

async function send(key) {
  const { posting, element } = pending.get(key);
  setState(element, "sending");
  try {
    take(await api.post(channel, posting, key));
    listChannels();
  } catch (problem) {
    if (!pending.has(key)) return; // it came over the stream
    setState(
      element,
      "failed",
      problem.message,
      el("button", { class: "link", type: "button", onclick: () => send(key) }, "Send again"),
      el("button", { class: "link", type: "button", onclick: () => discard(key) }, "Edit"),
    );
    element.scrollIntoView({ block: "nearest" });
  }
}

function discard(key) {
  const { posting, element } = pending.get(key);
  pending.delete(key);
  const entry = element.closest("li");
  entry.remove();
  const to = messages.get(posting.replyTo);
  if (to) reply(to);
  composer.fill(posting.text);
}

// ---- around it ----------------------------------------------------------------------------------

async function listChannels() {
  const select = byId("channel");
  const names = await api.channels().then((list) => list.map(({ id }) => id), () => []);
  if (!names.includes(channel)) names.push(channel);
  select.replaceChildren(
    ...names.map((name) => el("option", { value: name, selected: name === channel }, name)),
    el("option", { value: "" }, "New channel…"),
  );
}

function wireChannels() {
  const select = byId("channel");
  const dialog = byId("new-channel");
  const open = (name) => location.assign(name === "lobby" ? "/" : `/?channel=${encodeURIComponent(name)}`);
  select.addEventListener("change", () => {
    if (select.value) return open(select.value);
    select.value = channel;
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    const name = byId("new-channel-name").value;
    if (dialog.returnValue === "open" && CHANNEL.test(name)) open(name);
  });
}

async function drawStatus() {
  const now = await api.status().catch(() => null);
  const button = byId("status");
  const well = now?.lines?.every(({ state }) => ["well", "ok", "ready"].includes(state.toLowerCase()));
  button.dataset.state = now === null ? "away" : !now.ready ? "down" : well ? "well" : "warn";
  const words = { away: "Not reachable", down: "Needs you", well: "All well", warn: "Look here" };
  byId("status-word").textContent = words[button.dataset.state];
  byId("console").replaceChildren(
    el(
      "dl",
      {},
      ...(now?.lines ?? []).map(({ name, state, sentence }) =>
        el("div", {}, el("dt", {}, name), el("dd", {}, el("span", { class: "chip" }, state), " ", sentence)),
      ),
    ),
    now?.lines?.length ? "" : el("p", {}, now ? "There is nothing to tell." : "The bridge does not answer."),
  );
}

function wirePage() {
  byId("status").addEventListener("click", () => {
    const console = byId("console");
    console.hidden = !console.hidden;
    byId("status").setAttribute("aria-expanded", String(!console.hidden));
    if (!console.hidden) drawStatus();
  });
  byId("pill").addEventListener("click", () => {
    const [first] = unseen;
    first?.scrollIntoView({ block: "start" });
    first?.querySelector("button, a, [tabindex]")?.focus({ preventScroll: true });
  });
  for (const button of document.querySelectorAll("[data-fill]")) {
    button.addEventListener("click", () => composer.fill(button.dataset.fill));
  }
  // The page's end must not hide behind the box, which grows with what is written.
  const bottom = document.querySelector(".bottom");
  new ResizeObserver(() => {
    const atEnd = nearEnd();
    byId("main").style.paddingBottom = `${bottom.offsetHeight + 24}px`;
    if (atEnd) toEnd();
  }).observe(bottom);
  document.addEventListener("visibilitychange", refreshTimes);
  setInterval(refreshTimes, 30000);
  setInterval(drawStatus, 20000);
}

async function load(watch) {
  try {
    const list = await api.messages(channel);
    list.forEach(take);
    watch.last = list.at(-1)?.id ?? "0";
    byId("offline").hidden = true;
  } catch (problem) {
    byId("offline").textContent = problem.message;
    byId("offline").hidden = false;
    setTimeout(() => load(watch), 3000);
    return;
  }
  byId("empty").hidden = messages.size > 0;
  toEnd();
  requestAnimationFrame(toEnd);
  loading = false;
  watch.start();
}

document.title = channel === "lobby" ? "Little Red Bridge" : `#${channel} · Little Red Bridge`;
wireViewer();
wireChannels();
wirePage();
listChannels();
drawStatus();
let goneSince = null;

function gone() {
  byId("offline").hidden = false;
  drawStatus();
}

let opened = false;

load(
  new api.Watch(channel, take, change, (live) => {
    clearTimeout(goneSince);
    if (live && opened) refresh();
    opened ||= live;
    byId("offline").textContent = "Offline, reconnecting…";
    if (live && !byId("offline").hidden) drawStatus();
    if (live) byId("offline").hidden = true;
    else goneSince = setTimeout(gone, 1500); // a blink is no news
  }),
);
