/** SHA-256 by hand: browsers offer theirs over https only, and asked once for each try it is slower. */
const K = constants();

function constants(): Uint32Array {
  const primes: number[] = [];
  for (let each = 2; primes.length < 64; each += 1) {
    if (primes.every((prime) => each % prime !== 0)) primes.push(each);
  }
  return Uint32Array.from(primes, (prime) => (Math.cbrt(prime) % 1) * 2 ** 32);
}

const START = Uint32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a],
  ...[0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
);
const words = new Uint32Array(64);
const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));
const at = (array: Uint32Array, index: number) => array[index] as number;

/** One block of 64 bytes onto a state of eight words. */
function press(state: Uint32Array, block: DataView, offset: number): Uint32Array {
  for (let i = 0; i < 16; i += 1) words[i] = block.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [a, b] = [at(words, i - 15), at(words, i - 2)];
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] = (at(words, i - 16) + small + at(words, i - 7) + large) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + one + ((e & f) ^ (~e & g)) + at(K, i) + at(words, i)) | 0;
    const two = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (two + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  const sums = [a, b, c, d, e, f, g, h];
  return Uint32Array.from(sums, (sum, i) => at(state, i) + sum);
}

/** The text's last block or two, padded as the hash wants it. */
function padded(bytes: Uint8Array): DataView {
  const size = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(size));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(size - 4, bytes.length * 8);
  return view;
}

function hashOf(text: Uint8Array, known: { state: Uint32Array; bytes: number }): Uint32Array {
  const view = padded(text);
  let { state } = known;
  for (let at = known.bytes; at < view.byteLength; at += 64) state = press(state, view, at);
  return state;
}

/** Leading zero bits, as far as the first word tells; more nobody asks for. */
const zerosOf = (hash: Uint32Array) => Math.clz32(at(hash, 0));

const TRIES_AT_ONCE = 10_000;
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Finds a number with which the challenge's hash begins with as many zero bits as it asks for. */
export async function workOn(challenge: string): Promise<string> {
  const bits = Number(challenge.split(".")[1]);
  const encoder = new TextEncoder();
  const start = encoder.encode(challenge);
  // What is the same in all of the tries is pressed once.
  const whole = Math.floor(start.length / 64) * 64;
  let state: Uint32Array = START;
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  for (let offset = 0; offset < whole; offset += 64) state = press(state, view, offset);
  for (let number = 0; ; number += 1) {
    const answer = `${challenge}.${number}`;
    if (zerosOf(hashOf(encoder.encode(answer), { state, bytes: whole })) >= bits) return answer;
    if (number % TRIES_AT_ONCE === TRIES_AT_ONCE - 1) await pause();
  }
}
