// Finds the number whose SHA-256 behind the salt is the challenge. Written out here because
// browsers offer their own SHA-256 only on https.
"use strict";

const K = new Uint32Array(64);
const START = new Uint32Array(8);
(() => {
  const isPrime = (n) => { for (let d = 2; d * d <= n; d++) if (n % d === 0) return false; return true; };
  const bits = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  for (let n = 2, i = 0; i < 64; n++) {
    if (!isPrime(n)) continue;
    if (i < 8) START[i] = bits(Math.sqrt(n));
    K[i++] = bits(Math.cbrt(n));
  }
})();

const turn = (x, n) => (x >>> n) | (x << (32 - n));
const w = new Uint32Array(64);

function block(state, bytes, offset) {
  for (let i = 0; i < 16; i++) {
    const at = offset + 4 * i;
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sha256(text) {
  const length = text.length;
  const bytes = new Uint8Array((((length + 8) >> 6) + 1) * 64);
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  bytes[length] = 128;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, 8 * length);
  const state = Uint32Array.from(START);
  for (let at = 0; at < bytes.length; at += 64) block(state, bytes, at);
  return Array.from(state, (x) => x.toString(16).padStart(8, "0")).join("");
}

onmessage = (event) => {
  const { salt, challenge, highest } = event.data;
  for (let number = 0; number <= highest; number++) {
    if (sha256(salt + number) === challenge) {
      postMessage(number);
      return;
    }
  }
  postMessage(null);
};
