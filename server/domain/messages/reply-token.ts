import { randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** 20 letters of five bits: nobody guesses the address at which another case is answered. */
export function newReplyToken(): string {
  return [...randomBytes(20)].map((byte) => LETTERS[byte & 31]).join("");
}
