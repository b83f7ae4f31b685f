// Solves the puzzle of a form while its reader looks the text over. Where that fails the form
// is sent without, which works, too.
"use strict";

for (const form of document.querySelectorAll("form[data-puzzle]")) {
  const note = form.querySelector("[data-puzzle-note]");
  let busy = true;
  let waiting = false;
  const done = (number) => {
    busy = false;
    form.elements.number.value = number === null ? "" : number;
    if (waiting) form.submit();
  };
  try {
    const worker = new Worker(form.dataset.worker);
    worker.onmessage = (event) => { worker.terminate(); done(event.data); };
    worker.onerror = () => done(null);
    worker.postMessage({
      salt: form.dataset.salt,
      challenge: form.dataset.challenge,
      highest: Number(form.dataset.highest),
    });
  } catch {
    done(null);
  }
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    waiting = true;
    note.hidden = false;
  });
}
