// Shows how far the upload is; without this script the form works as well.
const LARGEST = 20 * 1024 * 1024;
const form = document.querySelector("form.upload");
const [input, button, bar, told] = ["input", "button", "progress", ".told"].map((what) => form.querySelector(what));

function tell(words, busy = false) {
  told.textContent = words;
  button.disabled = busy;
  bar.hidden = !busy;
}

function refusal(file) {
  if (file.size > LARGEST) return form.dataset.tooLarge;
  return file.size === 0 ? form.dataset.empty : "";
}

input.addEventListener("change", () => tell(input.files.length ? refusal(input.files[0]) : ""));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const file = input.files[0];
  const words = refusal(file);
  if (words) return tell(words);
  send(file);
});

function send(file) {
  const body = new FormData();
  body.append("file", file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => progress(Math.round((loaded / total) * 100)));
  request.addEventListener("load", () => finished(request));
  request.addEventListener("error", () => tell(form.dataset.broke));
  progress(0);
  request.send(body);
}

function progress(percent) {
  bar.value = percent;
  tell(form.dataset.sending.replace("{0}", percent), true);
}

function finished(request) {
  // What was sent is shown by the page that the answer leads to; a refusal is a page with one sentence.
  if (request.status === 200) location.replace(request.responseURL);
  else tell(request.response?.querySelector("main p:not(.brand)")?.textContent ?? form.dataset.broke);
}
