// The box one writes in.

import { byId, el, recall, remember } from "./dom.js";

const COMMANDS = [
  ["follow ", "follow", "a profile or note link: its notes come here"],
  ["unfollow ", "unfollow", "stop following somebody"],
  ["list", "list", "what this channel follows"],
  ["trending on", "trending on", "bring trending notes here"],
  ["trending off", "trending off", "no trending notes any more"],
  ["language ", "language", "translate for this channel into en, zh, …"],
  ["why ", "why", "why a note came, or did not"],
  ["status", "status", "how the bridge and its account are doing"],
  ["resume", "resume", "go on after a stop"],
  ["help", "help", "all commands"],
];
const MOST = 4000;
const MOST_REPLY = 20000;

export class Composer {
  #text = byId("composer-text");
  #list = byId("suggestions");
  #send;
  #found = [];
  #active = 0;
  #target = null;

  constructor(send) {
    this.#send = send;
    const author = byId("author");
    author.value = recall("author");
    author.addEventListener("change", () => remember("author", author.value.trim()));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    byId("replying-cancel").addEventListener("click", () => this.replyTo(null));
    this.#text.addEventListener("input", () => this.#typed());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("blur", () => (this.#list.hidden = true));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#target && !document.querySelector("dialog[open]")) this.replyTo(null);
      if (event.key === "/" && event.target === document.body) this.fill("/", event);
    });
    this.#hint("");
    this.#typed();
  }

  // `what` tells the writer what a reply means; null cancels.
  replyTo(message, what = "") {
    this.#target = message;
    byId("replying").hidden = !message;
    byId("send").textContent = message ? "Reply" : "Send";
    if (message) {
      byId("replying-who").textContent = message.author;
      byId("replying-what").textContent = message.title || message.text;
      this.#text.focus();
    }
    this.#hint(what);
    this.#typed();
  }

  fill(words, event = null) {
    event?.preventDefault();
    this.#text.value = words;
    this.#text.focus();
    this.#typed();
  }

  #hint(what) {
    const small = matchMedia("(pointer: coarse), (max-width: 640px)").matches;
    byId("hint").textContent = what || (small ? "" : "Enter sends, Shift+Enter makes a new line");
  }

  #submit() {
    const text = this.#text.value.trim();
    const most = this.#target && !text.startsWith("/") ? MOST_REPLY : MOST;
    const long = [...text].length > most;
    this.#problem(long ? `The message is too long. It may have ${most.toLocaleString("en")} characters.` : "");
    if (!text || long) return;
    const author = byId("author").value.trim();
    this.#send({ text, replyTo: this.#target?.id, author: author || undefined });
    this.#text.value = "";
    this.replyTo(null);
    this.#text.focus();
  }

  #problem(sentence) {
    byId("problem").textContent = sentence;
    byId("problem").hidden = !sentence;
  }

  #typed() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, 200)}px`;
    const words = this.#text.value;
    const asked = words.startsWith("/") && !words.includes("\n");
    this.#found = asked ? COMMANDS.filter(([full]) => full.startsWith(words.slice(1)) && full !== words.slice(1)) : [];
    this.#active = 0;
    this.#problem("");
    this.#draw();
  }

  #draw() {
    this.#list.replaceChildren(
      ...this.#found.map(([full, name, what], index) =>
        el(
          "li",
          {
            id: `suggestion-${index}`,
            role: "option",
            "aria-selected": String(index === this.#active),
            // Not click: the box would lose the focus first.
            onpointerdown: (event) => this.fill(`/${full}`, event),
          },
          el("code", {}, `/${name}`),
          el("span", {}, what),
        ),
      ),
    );
    this.#list.hidden = !this.#found.length;
    if (this.#found.length) this.#text.setAttribute("aria-activedescendant", `suggestion-${this.#active}`);
    else this.#text.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    if (event.isComposing) return; // Enter picks a word of the input method
    if (!this.#list.hidden && this.#choose(event)) return;
    if (event.key !== "Enter") return;
    const touch = matchMedia("(pointer: coarse)").matches;
    if (event.ctrlKey || event.metaKey || (!event.shiftKey && !touch)) {
      event.preventDefault();
      this.#submit();
    }
  }

  #choose(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (step) {
      this.#active = (this.#active + step + this.#found.length) % this.#found.length;
      this.#draw();
    } else if ((event.key === "Tab" || event.key === "Enter") && plain) {
      this.fill(`/${this.#found[this.#active][0]}`);
    } else if (event.key === "Escape") {
      this.#list.hidden = true;
      event.stopPropagation();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }
}
