// Keeps the end of the talk in view for whoever is there, and leaves alone whoever reads further up.
import { byId } from "./dom.js";

const NEAR = 90;

export class Scrolling {
  constructor() {
    this.log = byId("log");
    this.pill = byId("newest");
    this.atEnd = true;
    this.begunAt = null;
    this.log.addEventListener("scroll", () => this.look(), { passive: true });
    this.pill.addEventListener("click", () => this.toEnd());
    // The keyboard comes up, or a picture has loaded.
    const sizes = new ResizeObserver(() => this.atEnd && this.toEnd());
    for (const node of [this.log, byId("entries")]) sizes.observe(node);
  }

  look() {
    const near = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
    this.atEnd = near && this.log.scrollTop !== this.begunAt;
    if (this.atEnd) this.pill.hidden = true;
  }

  toEnd() {
    this.begunAt = null;
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
    this.pill.hidden = true;
  }

  // An answer that is taller than the view is shown from its beginning, and stays there until somebody scrolls.
  follow(node) {
    if (!this.atEnd) {
      this.pill.hidden = false;
      return;
    }
    this.toEnd();
    // A picture in it makes it taller once it has come.
    for (const picture of node?.querySelectorAll("img") ?? []) {
      if (!picture.complete) picture.addEventListener("load", () => this.atEnd && this.follow(node), { once: true });
    }
    if (node && node.offsetHeight > this.log.clientHeight * 0.9) {
      this.log.scrollTop += node.getBoundingClientRect().top - this.log.getBoundingClientRect().top - 8;
      this.begunAt = this.log.scrollTop;
      this.atEnd = false;
    }
  }

  // What is added above must not move what is being read.
  hold(change) {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    change();
    this.log.scrollTop = this.log.scrollHeight - fromEnd;
  }
}
