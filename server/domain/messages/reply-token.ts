import { randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 20;

/** 20 letters of five bits each: nobody guesses the address at which another case is answered. */
export function newReplyTokens(count: number): string[] {
  // Asked for at once: each question costs the machine more than the bytes do.
  const letters = [...randomBytes(count * LENGTH)].map((byte) => LETTERS[byte & 31]).join("");
  return Array.from({ length: count }, (_, at) => letters.slice(at * LENGTH, (at + 1) * LENGTH));
}
