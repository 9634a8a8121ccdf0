// Draws messages.

import { byId, el, language, lines, time } from "./dom.js";

const LONG = 700;
const SHORT = 40;

export function card(message, onReply) {
  const { note, original } = message;
  const shown = media(message);
  const article = el(
    "article",
    { class: shown ? "card" : "card bare", "aria-label": `Note by ${note.creator}` },
    shown,
    el(
      "div",
      { class: "words" },
      el(
        "header",
        { class: "byline" },
        face(note.creator),
        el("span", { class: "name", lang: language(note.creator) }, note.creator),
        el("span", { class: "sep", "aria-hidden": "true" }, "·"),
        time(message.sentAt),
        note.type === "video" ? el("span", { class: "kind" }, "Video") : null,
      ),
      ...texts(message, original),
      tags(message.tags),
    ),
    slang(message.footnotes),
    el(
      "footer",
      { class: "foot" },
      el(
        "div",
        { class: "actions" },
        el("button", { class: "reply", type: "button", onclick: () => onReply(message) }, "Reply"),
        original ? toggle() : null,
        noteLink(note.url),
      ),
      message.label ? el("p", { class: "label" }, message.label) : null,
    ),
  );
  article.querySelector(".toggle")?.addEventListener("click", (event) => swap(article, event.currentTarget));
  return article;
}

function texts(message, original) {
  const blocks = [block(message.title, message.body, "shown", null)];
  if (original) blocks.push(block(original.title, original.text, "original", "zh-Hans"));
  return blocks;
}

function block(title, body, name, lang) {
  const text = body ? el("p", { class: "body", lang: lang ?? language(body) }, ...lines(body)) : null;
  const heading = title ? el("h2", { lang: lang ?? language(title) }, title) : null;
  const all = el("div", { class: name, hidden: name === "original" }, heading, text);
  if (body && body.length > LONG) {
    text.classList.add("cut");
    const more = el("button", { class: "link", type: "button", "aria-expanded": "false" }, "Show all");
    more.addEventListener("click", () => {
      const cut = text.classList.toggle("cut");
      more.textContent = cut ? "Show all" : "Show less";
      more.setAttribute("aria-expanded", String(!cut));
    });
    all.append(more);
  }
  return all;
}

function toggle() {
  return el("button", { class: "toggle", type: "button", "aria-pressed": "false" }, "Original");
}

function swap(within, button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  within.querySelector(".shown").hidden = on;
  within.querySelector(".original").hidden = !on;
}

function tags(words) {
  return words.length
    ? el("ul", { class: "tags", "aria-label": "Tags" }, ...words.map((word) => el("li", { lang: language(word) }, `#${word}`)))
    : null;
}

function slang(notes) {
  if (!notes.length) return null;
  const rows = notes.map(({ term, reading, meaning }) =>
    el(
      "div",
      {},
      el("dt", {}, el("b", { lang: language(term) }, term), reading ? el("span", { class: "reading" }, reading) : null),
      el("dd", {}, meaning),
    ),
  );
  return el("section", { class: "slang" }, el("h3", {}, "Words explained"), el("dl", {}, ...rows));
}

// Links lead to pages of notes. Anything but http(s) stays words.
function noteLink(url, ...words) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  return el(
    "a",
    { class: "out", href: parsed.href, target: "_blank", rel: "noopener noreferrer" },
    ...(words.length ? words : ["Open on RedNote", el("span", { "aria-hidden": "true" }, " ↗")]),
  );
}

// Notes that come together: a line each, and the title opens the note.
function digest(message) {
  return el(
    "div",
    { class: "said digest" },
    el("p", {}, message.title),
    el(
      "ul",
      {},
      ...message.digest.map(({ title, creator, url }) => {
        const words = el("span", { lang: language(title) }, title);
        return el("li", {}, noteLink(url, words) ?? words, creator ? el("span", { class: "kind" }, ` — ${creator}`) : null);
      }),
    ),
  );
}

function media(message) {
  const pictures = message.media.filter((file) => file.type.startsWith("image/"));
  const film = message.media.find((file) => file.type.startsWith("video/"));
  if (film) return video(film, pictures[0], message.note.creator);
  return pictures.length ? gallery(pictures, message.note.creator) : null;
}

function video(film, poster, creator) {
  const player = el("video", {
    controls: true,
    playsinline: true,
    preload: poster ? "none" : "metadata",
    src: film.url,
    poster: poster?.url,
    "aria-label": `Video by ${creator}`,
  });
  const shape = film.width ? film : (poster ?? film);
  const box = el("div", { class: "media video" }, player);
  ratio(box, shape);
  player.addEventListener("error", () => box.replaceChildren(lost("This video is not kept any more.")));
  return box;
}

function gallery(pictures, creator) {
  const strip = el("div", { class: "strip" });
  const count = el("p", { class: "count", "aria-hidden": "true" });
  const box = el("div", { class: "media" }, strip);
  ratio(box, pictures[0]);
  pictures.forEach((picture, index) => strip.append(slide(picture, index, pictures, creator)));
  if (pictures.length === 1) return box;

  const at = () => Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth));
  const go = (index) => strip.scrollTo({ left: index * strip.clientWidth });
  const back = el("button", { class: "turn back", type: "button", "aria-label": "Previous picture" }, "‹");
  const on = el("button", { class: "turn on", type: "button", "aria-label": "Next picture" }, "›");
  const tell = () => {
    count.textContent = `${at() + 1} / ${pictures.length}`;
    strip.setAttribute("aria-label", `Pictures, ${at() + 1} of ${pictures.length}`);
    back.disabled = at() === 0;
    on.disabled = at() === pictures.length - 1;
  };
  back.addEventListener("click", () => go(at() - 1));
  on.addEventListener("click", () => go(at() + 1));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(Math.min(pictures.length - 1, Math.max(0, at() + step)));
  });
  strip.setAttribute("role", "group");
  strip.setAttribute("aria-roledescription", "carousel");
  strip.tabIndex = 0;
  strip.addEventListener("scroll", tell, { passive: true });
  box.append(back, on, count);
  tell();
  return box;
}

function slide(picture, index, pictures, creator) {
  const words = `Picture ${index + 1} of ${pictures.length} by ${creator}`;
  const image = el("img", {
    src: picture.url,
    alt: words,
    loading: index ? "lazy" : "eager",
    decoding: "async",
    draggable: "false",
  });
  const button = el("button", { class: "slide", type: "button", "aria-label": `${words}, enlarge` }, image);
  if (pictures.length > 1) button.tabIndex = -1; // the strip takes the focus, Enter opens
  button.addEventListener("click", () => enlarge(pictures, index, creator));
  image.addEventListener("error", () => button.replaceWith(lost("This picture is not kept any more.")));
  return button;
}

const lost = (words) => el("p", { class: "slide lost" }, words);

// Room is kept before the picture is there, so that nothing jumps; extremes are cropped.
function ratio(box, { width, height }) {
  if (width > 0 && height > 0) {
    box.style.aspectRatio = String(Math.min(1.6, Math.max(0.7, width / height)));
  }
}

let enlarged = { pictures: [], index: 0, creator: "" };

function enlarge(pictures, index, creator) {
  enlarged = { pictures, index, creator };
  drawEnlarged();
  byId("viewer").showModal();
}

function drawEnlarged() {
  const { pictures, index, creator } = enlarged;
  const image = byId("viewer-picture");
  image.src = pictures[index].url;
  image.alt = `Picture ${index + 1} of ${pictures.length} by ${creator}`;
  byId("viewer-count").textContent = pictures.length > 1 ? `${index + 1} / ${pictures.length}` : "";
  byId("viewer-back").hidden = byId("viewer-on").hidden = pictures.length === 1;
}

function turn(step) {
  const { pictures, index } = enlarged;
  enlarged.index = (index + step + pictures.length) % pictures.length;
  drawEnlarged();
}

export function wireViewer() {
  const viewer = byId("viewer");
  byId("viewer-back").addEventListener("click", () => turn(-1));
  byId("viewer-on").addEventListener("click", () => turn(1));
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  });
  viewer.addEventListener("click", (event) => event.target === viewer && viewer.close());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.classList?.contains("strip")) {
      const strip = event.target;
      event.preventDefault(); // or the key also presses the button that gets the focus
      strip.children[Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth))]?.click();
    }
  });
}

function face(name, from = "rednote") {
  if (from === "bridge") return el("img", { class: "face", src: "/icon.svg", alt: "", width: "28", height: "28" });
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 6, 0);
  return el("span", { class: `face hue${hue}`, "aria-hidden": "true" }, [...name][0] ?? "?");
}

// Everything that is no note: what members, the bridge and people on RedNote say.
export function bubble(message, { onReply, answered }) {
  const { original } = message;
  const from = message.command ? "command" : message.from;
  const said = message.digest?.length
    ? digest(message)
    : el("p", { class: "said", lang: language(message.text) }, message.text);
  const body = el("div", { class: "shown" }, said);
  const other = original
    ? el("div", { class: "original", hidden: true, lang: "zh-Hans" }, el("p", { class: "said" }, original.text))
    : null;
  const element = el(
    "article",
    { class: `bubble from-${from}` },
    face(message.author, message.from),
    el(
      "div",
      { class: "words" },
      el(
        "header",
        { class: "byline" },
        el("span", { class: "name", lang: language(message.author) }, message.author),
        message.from === "rednote" ? el("span", { class: "kind" }, "RedNote") : null,
        el("span", { class: "sep", "aria-hidden": "true" }, "·"),
        time(message.sentAt),
        answered ? el("span", { class: "answered" }, `to ${answered}`) : null,
      ),
      body,
      other,
      slang(message.footnotes),
      el(
        "div",
        { class: "meta" },
        el("p", { class: "state", hidden: true }),
        el(
          "footer",
          { class: "actions small" },
          onReply ? el("button", { class: "reply", type: "button", onclick: () => onReply(message) }, "Reply") : null,
          original ? toggle() : null,
          message.label ? el("span", { class: "label" }, message.label) : null,
        ),
      ),
    ),
  );
  if (!element.querySelector("footer").childElementCount) element.querySelector("footer").remove();
  element.querySelector(".toggle")?.addEventListener("click", (event) => swap(element, event.currentTarget));
  return element;
}

const WORDS = {
  sending: "sending",
  waiting: "waiting to be posted",
  posted: "posted",
  unknown: "not confirmed",
  refused: "refused",
  failed: "not sent",
};

export function setState(element, state, sentence = "", ...buttons) {
  const line = element.querySelector(".state");
  line.hidden = !state;
  line.dataset.state = state;
  line.replaceChildren();
  if (!state) return;
  // Good news is told once; anything else needs its reason beside it.
  const told = state === "posted" && sentence.length > 0 && sentence.length <= SHORT;
  line.append(el("span", { class: "chip" }, told ? sentence.replace(/\.$/, "") : (WORDS[state] ?? state)));
  if (sentence && !told) line.append(el("span", { class: "why" }, sentence));
  line.append(...buttons);
}
