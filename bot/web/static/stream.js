// Reads the talk from the server: reopens after every break where it stood, sleeps while nobody looks.

// The server is heard every 15 seconds; after more than two of them the connection is taken for dead.
const SILENCE = 40000;
// Browsers allow six connections to a site: tabs that nobody looks at must not hold them.
const HIDDEN = 20000;
const SLOWEST = 15000;

export class Stream {
  constructor({ onEntry, onWho, onBeat, onOver, onState }) {
    Object.assign(this, { onEntry, onWho, onBeat, onOver, onState });
    this.position = "";
    this.tries = 0;
    document.addEventListener("visibilitychange", () => this.watchVisibility());
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.close("offline"));
    addEventListener("pagehide", () => this.close("resting"));
    addEventListener("pageshow", (event) => event.persisted && this.open());
  }

  open() {
    this.close("opening");
    const source = new EventSource(`/api/stream?after=${this.position}`);
    this.source = source;
    source.addEventListener("open", () => this.heard());
    source.addEventListener("error", () => this.again());
    source.addEventListener("entry", (event) => this.take(event, this.onEntry));
    source.addEventListener("who", (event) => this.take(event, this.onWho));
    source.addEventListener("beat", (event) => this.beat(event));
    source.addEventListener("over", () => this.end());
    this.expectMore();
  }

  close(state) {
    clearTimeout(this.silence);
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
    if (state !== "opening") this.onState(state);
  }

  take(event, act) {
    this.heard();
    act(JSON.parse(event.data));
  }

  beat(event) {
    const beat = JSON.parse(event.data);
    this.heard();
    this.tries = 0;
    this.position = beat.position;
    this.onState("open");
    this.onBeat(beat);
  }

  heard() {
    this.expectMore();
  }

  expectMore() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.again(), SILENCE);
  }

  again() {
    this.close("broken");
    const pause = Math.min(500 * 2 ** this.tries, SLOWEST) * (0.75 + Math.random() / 2);
    this.tries += 1;
    this.retry = setTimeout(() => this.open(), pause);
  }

  end() {
    this.close("over");
    this.onOver();
  }

  watchVisibility() {
    clearTimeout(this.hidden);
    if (document.hidden) this.hidden = setTimeout(() => this.close("resting"), HIDDEN);
    else if (!this.source) this.open();
  }
}
