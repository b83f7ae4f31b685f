/* Passkeys: asks the browser for a credential and sends it with the form that stands around it.
   A form says what it needs: data-passkey is "create" or "get"; data-options names the element
   with the server's options, or is left out, and they are fetched when the button is pressed. */
"use strict";

const usable =
  window.PublicKeyCredential &&
  PublicKeyCredential.parseCreationOptionsFromJSON &&
  PublicKeyCredential.parseRequestOptionsFromJSON;

async function optionsOf(form) {
  if (form.dataset.options) {
    const data = JSON.parse(document.getElementById(form.dataset.options).textContent);
    return data.creation_options || data.request_options;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function create(publicKey) {
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  });
}

async function get(publicKey) {
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
  });
}

async function send(form) {
  const problem = form.querySelector(".problem[role=alert]");
  problem.hidden = true;
  try {
    const { publicKey } = await optionsOf(form);
    const credential = await (form.dataset.passkey === "create" ? create : get)(publicKey);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !usable;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
