// Builds elements. Words only ever become text nodes, so that nothing in them is markup.

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// Chinese is said to be Chinese, for voices that read aloud and for the choice of glyphs.
export function language(words) {
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 && !/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(words) && han * 4 > words.length
    ? "zh-Hans"
    : null;
}

// Notes put every thought on a line of its own; a little air between them makes that readable.
export function lines(words) {
  return words.split("\n").map((line) => el("span", { class: line.trim() ? "line" : "line gap" }, line, "\n"));
}

export const byId = (id) => document.getElementById(id);

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const STEPS = [
  ["year", 31536000],
  ["month", 2592000],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

export function ago(instant) {
  const seconds = (Date.now() - Date.parse(instant)) / 1000;
  const step = STEPS.find(([, length]) => seconds >= length);
  return step ? relative.format(-Math.floor(seconds / step[1]), step[0]) : "just now";
}

export function time(instant) {
  return el("time", { datetime: instant, title: new Date(instant).toLocaleString() }, ago(instant));
}

export function refreshTimes() {
  for (const element of document.querySelectorAll("time[datetime]")) {
    const words = ago(element.dateTime);
    if (element.textContent !== words) element.textContent = words;
  }
}

// crypto.randomUUID is missing on plain http beyond localhost.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows may refuse; the page works without.
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
