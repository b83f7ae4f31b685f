import { renewToken } from "./token.js";

/* Whoever comes back from logging in in another tab sends the form once, not twice. */
const { token } = document.getElementById("kept-form").dataset;
addEventListener("focus", () => renewToken(token));
document.addEventListener("visibilitychange", () => { if (!document.hidden) renewToken(token); });
