// Sends a file with its progress; a broken one can be sent again under the same id.
import { byId } from "./dom.js";
import { newId } from "./keeping.js";
import { words } from "./words.js";

const LARGEST = 20 * 1024 * 1024;

export class Upload {
  // `told(item, state, note, acts)`: states are sending, failed, taken and gone.
  constructor(told) {
    this.told = told;
    const input = byId("file");
    byId("attach").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      for (const file of input.files) this.begin({ id: newId(), since: Date.now(), file });
      input.value = "";
    });
  }

  begin(item) {
    const refusal = item.file.size > LARGEST ? words.tooLarge : item.file.size === 0 ? words.emptyFile : null;
    if (refusal) this.fail(item, refusal, false);
    else this.send(item);
  }

  send(item) {
    const body = new FormData();
    body.append("file", item.file);
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files?id=${item.id}`);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => this.progress(item, loaded, total));
    request.addEventListener("load", () => this.loaded(item, request));
    request.addEventListener("error", () => this.fail(item, words.uploadBroke, true));
    this.progress(item, 0, 1);
    request.send(body);
  }

  progress(item, loaded, total) {
    this.told(item, "sending", words.uploading(Math.round((loaded / total) * 100)));
  }

  loaded(item, { status, response }) {
    if (status === 202) this.told(item, "taken", words.sending);
    else this.fail(item, response?.error ?? words.refused, status >= 500 || status === 429);
  }

  fail(item, why, again) {
    const retry = again ? [[words.retry, () => this.send(item)]] : [];
    this.told(item, "failed", words.failed(why), [...retry, [words.drop, () => this.told(item, "gone")]]);
  }
}
