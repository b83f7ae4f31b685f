// Asking without loading the page anew. The message goes into one POST, as without this file:
// not into the address, the history or any storage.
"use strict";

(() => {
  const form = document.querySelector("form.ask");
  if (!form || !window.fetch || !window.DOMParser) return;
  const main = document.getElementById("content");
  const button = form.querySelector("button.main");
  const field = form.querySelector("textarea");
  const status = form.querySelector(".ask-status");
  let busy = false;

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        cache: "no-store",
        credentials: "same-origin",
      });
      show(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      fail(form.dataset.failed);
    } finally {
      setBusy(false);
    }
  });

  function setBusy(now) {
    busy = now;
    main.setAttribute("aria-busy", String(now));
    button.setAttribute("aria-disabled", String(now));
    if (now) status.textContent = form.dataset.busy;
  }

  // Everything before the form is the answer; the form itself stays, and with it the focus.
  function show(page) {
    const found = page.querySelector("form.ask");
    main.querySelectorAll(":scope > :not(h1):not(form.ask)").forEach((old) => old.remove());
    if (!found) {
      const said = page.querySelector("main p:not(.kicker)");
      return fail(said ? said.textContent : form.dataset.failed);
    }
    for (const part of page.querySelectorAll("main > :not(h1):not(form.ask)")) form.before(part);
    form.querySelector("label").textContent = found.querySelector("label").textContent;
    const lead = main.querySelector(".answer .lead");
    const problem = found.querySelector(".problem");
    if (problem) return fail(problem.textContent);
    setProblem("");
    status.textContent = lead ? lead.textContent : "";
    if (lead) lead.scrollIntoView({ block: "start" });
  }

  function fail(sentence) {
    status.textContent = "";
    setProblem(sentence);
  }

  function setProblem(sentence) {
    form.querySelector(".problem")?.remove();
    field.toggleAttribute("aria-invalid", false);
    field.setAttribute("aria-describedby", sentence ? "problem privacy" : "privacy");
    if (!sentence) return;
    field.setAttribute("aria-invalid", "true");
    const said = document.createElement("p");
    said.className = "problem";
    said.id = "problem";
    said.setAttribute("role", "alert");
    said.textContent = sentence;
    field.before(said);
  }
})();
