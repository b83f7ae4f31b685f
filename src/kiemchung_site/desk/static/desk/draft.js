import { renewToken } from "./token.js";

/* Saves a draft while it is written. Every change is put into this browser's storage first and
   stays there until the site has acknowledged it, so that no crash and no ended session takes it. */
(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const PAUSE = 1500;
  const LONGEST_WAIT = 10000;
  const RETRY = 5000;
  const SENT = "draft-sent";
  const words = form.dataset;
  const status = document.getElementById("saving");
  const prefix = `draft:${words.member}:${words.draft}:`;
  const own = prefix + form.elements.pen.value;
  let changes = 0;
  let acknowledged = 0;
  let timer = 0;
  let waitingSince = 0;
  let request = null;
  let halted = false;

  const store = (deed) => {
    // Storage may be full or forbidden; saving to the site goes on all the same.
    try { return deed(); } catch { return null; }
  };

  const say = (sentence) => { if (status.textContent !== sentence) status.textContent = sentence; };

  const written = () => [...new FormData(form)].filter(([name]) =>
    name !== "csrfmiddlewaretoken" && name !== "deed");

  const keep = () => store(() => localStorage.setItem(own, JSON.stringify({ at: Date.now(), fields: written() })));

  /* Posts with the token of this page, and once more with a new one if that is an old one. */
  const post = async (address, body, options = {}) => {
    const once = () => {
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      return fetch(address, { method: "POST", body, redirect: "manual", ...options });
    };
    const answer = await once();
    return answer.status === 403 && await renewToken(words.token) ? once() : answer;
  };

  const nextStroke = () => { form.elements.stroke.value = Number(form.elements.stroke.value || 0) + 1; };

  const halt = (sentence) => { halted = true; say(sentence); };

  const later = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };

  const settle = async (response, sending) => {
    if (response.type === "opaqueredirect" || response.status === 403) {
      say(words.loggedOut);
      later(RETRY);
    } else if (response.status === 409) {
      halt(words.overtaken);
    } else if (response.ok) {
      form.elements.revision.value = (await response.json()).revision;
      acknowledged = sending;
      if (changes === sending) {
        store(() => localStorage.removeItem(own));
        say(words.saved);
      } else {
        keep();
        later(PAUSE);
      }
    } else if (response.status < 500) {
      halt(words.refused);
    } else {
      say(words.offline);
      later(RETRY);
    }
  };

  async function save(leaving = false) {
    clearTimeout(timer);
    if (!words.autosave || halted || changes === acknowledged) return;
    if (request) {
      if (!leaving) { later(PAUSE); return; }
      request.abort();
    }
    const sending = changes;
    const mine = new AbortController();
    request = mine;
    waitingSince = 0;
    nextStroke();
    keep();
    const body = new FormData(form);
    say(words.saving);
    try {
      await settle(await post(words.autosave, body, { keepalive: leaving, signal: mine.signal }), sending);
    } catch (error) {
      if (error.name !== "AbortError") {
        say(words.offline);
        later(RETRY);
      }
    } finally {
      if (request === mine) request = null;
    }
  }

  const changed = () => {
    changes += 1;
    keep();
    if (halted) return;
    say(words.kept);
    waitingSince = waitingSince || Date.now();
    later(Math.max(0, Math.min(PAUSE, waitingSince + LONGEST_WAIT - Date.now())));
  };

  form.addEventListener("input", changed);

  const copies = () => store(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== own)) || [];

  const markSent = (keys) => store(() => {
    const before = JSON.parse(sessionStorage.getItem(SENT) || "[]");
    sessionStorage.setItem(SENT, JSON.stringify([...before, ...keys]));
  });

  const clearSent = () => store(() => {
    if (new URLSearchParams(location.search).has("saved")) {
      JSON.parse(sessionStorage.getItem(SENT) || "[]").forEach((key) => localStorage.removeItem(key));
      sessionStorage.removeItem(SENT);
    }
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "preview") {
      event.preventDefault();
      preview();
      return;
    }
    if (request) request.abort();
    halted = true;
    clearTimeout(timer);
    nextStroke();
    if (changes) keep();
    markSent([own]);
  });

  async function preview() {
    const shown = document.getElementById("preview");
    const body = new FormData();
    body.set("reasoning", form.elements.reasoning.value);
    try {
      const response = await post(words.preview, body);
      if (response.ok) {
        shown.innerHTML = await response.text();  // cleaned by the site, as on the public page
        shown.hidden = false;
      } else {
        say(words.loggedOut);
      }
    } catch {
      say(words.offline);
    }
  }

  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
  addEventListener("pagehide", () => save(true));
  addEventListener("online", () => save());

  const essence = (fields) => JSON.stringify(fields
    .filter(([name, value]) => value.trim() && !/^(revision|pen|stroke|evidence-[A-Z_]+)$/.test(name))
    .map(([name, value]) => [name.replace(/-\d+-/, "-"), value.replace(/\r\n?/g, "\n").trim()]));

  const unsaved = () => {
    const here = essence(written());
    const found = copies().map((key) => [key, store(() => JSON.parse(localStorage.getItem(key)))]);
    found.filter(([, copy]) => !copy || essence(copy.fields) === here)
      .forEach(([key]) => store(() => localStorage.removeItem(key)));
    return found.filter(([, copy]) => copy && essence(copy.fields) !== here)
      .sort(([, one], [, other]) => other.at - one.at);
  };

  const restore = (key, copy) => {
    const resent = document.createElement("form");
    resent.method = "post";
    resent.action = form.action;
    const fields = copy.fields.map(([name, value]) => name === "stroke" ? [name, Number(value || 0) + 1] : [name, value]);
    [...fields, ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["deed", "save"]].forEach(([name, value]) => {
      const input = document.createElement("textarea");
      input.name = name;
      input.value = value;
      resent.append(input);
    });
    resent.hidden = true;
    document.body.append(resent);
    markSent([key]);
    resent.submit();
  };

  const offer = () => {
    const [newest] = unsaved();
    if (!newest) return;
    const [key, copy] = newest;
    const box = document.getElementById("kept");
    const at = document.getElementById("kept-at");
    at.textContent = new Date(copy.at).toLocaleString(document.documentElement.lang);
    at.dateTime = new Date(copy.at).toISOString();
    document.getElementById("restore").addEventListener("click", () => restore(key, copy));
    document.getElementById("forget").addEventListener("click", () => {
      store(() => localStorage.removeItem(key));
      box.hidden = true;
      offer();
    }, { once: true });
    box.hidden = false;
  };

  clearSent();
  if (words.place === "draft") offer();
})();
