// Everything works without this file; it only saves a scroll, a keystroke and a double click.

// The first thing to read after a refused form is the list of what to mend.
document.querySelector("[data-error-summary]")?.focus();

// On a phone the navigation slides sideways: bring the current item into sight.
for (const strip of document.querySelectorAll("[data-strip]")) {
  const current = strip.querySelector("[aria-current]");
  if (current) strip.scrollLeft = current.offsetLeft - strip.offsetLeft - 24;
}

// The deadline track opens at today.
for (const track of document.querySelectorAll("[data-track]")) {
  const today = track.querySelector("thead .now");
  const rule = track.querySelector("thead th");
  if (today && rule) track.scrollLeft = today.offsetLeft - rule.offsetLeft - rule.offsetWidth - today.offsetWidth;
}

// A second press within two seconds is a slip of the finger, not a second act.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (!navigator.onLine && !form.dataset.reached) {
    event.preventDefault();
    sendIfReached(form, event.submitter);
    return;
  }
  if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 2000) event.preventDefault();
  form.dataset.sent = String(Date.now());
});

// Printing by a button where there are scripts; the browser's menu does it everywhere.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Without a connection nothing is saved and nothing is lost: the page says so, keeps what was pressed and sends it again.
// The browser's word for it isn't enough: a laptop without a network still reaches a server on itself.
const notice = document.querySelector("#offline");
const unsent = new Set();
let isCut = false;

function say(cut) {
  isCut = cut;
  if (notice) notice.hidden = !isCut && !unsent.size;
}

async function sendIfReached(form, button) {
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store" });
  } catch {
    say(true);
    return;
  }
  form.dataset.reached = "";
  form.requestSubmit(button);
}

function sendAgain() {
  for (const form of unsent) form.querySelector("input:checked")?.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:error", (event) => {
  const request = event.detail?.ctx;
  if (!request || request.response) return;
  unsent.add(request.sourceElement);
  request.sourceElement.dataset.unsent = "";
  say(true);
});

document.addEventListener("htmx:before:response", (event) => {
  unsent.delete(event.detail?.ctx?.sourceElement);
  say(false);
});

addEventListener("online", () => {
  say(false);
  sendAgain();
});
setInterval(() => unsent.size && sendAgain(), 10_000);
addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});
