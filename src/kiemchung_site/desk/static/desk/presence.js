// Says every half minute that the page is still open, and shows who else has it.
"use strict";

const presence = document.querySelector("[data-presence]");
const token = document.querySelector("input[name=csrfmiddlewaretoken]");

async function attend() {
  if (document.hidden) return;
  try {
    const answer = await fetch(presence.dataset.presence, {
      method: "POST",
      headers: { "X-CSRFToken": token.value },
    });
    if (answer.ok) presence.textContent = (await answer.json()).sentence;
  } catch {
    // Without a connection the last sentence stays; the next round tries again.
  }
}

if (presence && token) setInterval(attend, 25_000);
