// Talks to the bridge. Every failure is an Error whose message is a sentence for people.

export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

const UNREACHABLE = "The bridge cannot be reached. Check that it runs; what you wrote is kept here.";
const RETRY_FIRST = 1000;
const RETRY_MOST = 15000;
const HIDDEN_FOR = 30000;

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      ...options,
      headers: { ...options.headers, "Accept-Language": document.documentElement.lang },
    });
  } catch {
    throw new Refused(UNREACHABLE, 0);
  }
  if (answer.status === 401) location.replace("/login");
  return answer;
}

async function json(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error ?? "The bridge answered with an error. Try again.", answer.status);
  return body;
}

const room = (channel) => `/api/channels/${encodeURIComponent(channel)}`;

export const channels = async () => json(await ask("/api/channels"));

export async function messages(channel) {
  const answer = await ask(`${room(channel)}/messages?limit=500`);
  return answer.status === 404 ? [] : json(answer);
}

export async function post(channel, message, key) {
  return json(
    await ask(`${room(channel)}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(message),
    }),
  );
}

export async function status() {
  const answer = await ask("/readyz");
  return answer.json();
}

// Watches a channel for ever. EventSource comes back by itself after a lost connection but gives up
// after an error answer, so that trying again is ours. A tab nobody looks at lets go of its
// connection: browsers allow only six to one server.
export class Watch {
  #channel;
  #onMessage;
  #onChange;
  #onLive;
  #source = null;
  #timer = null;
  #hidden = null;
  #wait = RETRY_FIRST;
  last = "0";

  constructor(channel, onMessage, onChange, onLive) {
    this.#channel = channel;
    this.#onMessage = onMessage;
    this.#onChange = onChange;
    this.#onLive = onLive;
    document.addEventListener("visibilitychange", () => this.#visibility());
    window.addEventListener("online", () => this.#source === null && this.start());
  }

  start() {
    this.stop();
    const source = new EventSource(`${room(this.#channel)}/events?after=${encodeURIComponent(this.last)}`);
    source.addEventListener("open", () => {
      this.#wait = RETRY_FIRST;
      this.#onLive(true);
    });
    source.addEventListener("message", (event) => {
      this.last = event.lastEventId || this.last;
      this.#onMessage(JSON.parse(event.data));
    });
    source.addEventListener("changed", (event) => this.#onChange(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      this.#onLive(false);
      if (source.readyState === EventSource.CLOSED) this.#later();
    });
    this.#source = source;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #later() {
    this.stop();
    this.#timer = setTimeout(() => this.start(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, RETRY_MOST);
  }

  #visibility() {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.stop(), HIDDEN_FOR);
    else if (this.#source === null) this.start();
  }
}
