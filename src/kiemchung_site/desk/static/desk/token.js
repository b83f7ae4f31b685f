/* Logging in, in whichever tab, makes the tokens of all open pages worthless. */

/** Puts a token that counts into every form of this page; returns whether there is one. */
export async function renewToken(address) {
  try {
    const answer = await fetch(address, { redirect: "manual" });
    if (!answer.ok) return false;
    const { token } = await answer.json();
    document.getElementsByName("csrfmiddlewaretoken").forEach((field) => { field.value = token; });
    return true;
  } catch {
    return false;
  }
}
