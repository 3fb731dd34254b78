import { randomInt } from "node:crypto";
import type { Keys } from "../../keys";

/** Without signs that look alike on paper or over the telephone. */
const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 8;

/** "K7PM-2QXD": forty bits, typed by hand, with tries that are counted. */
export function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]);
  return `${signs.slice(0, LENGTH / 2).join("")}-${signs.slice(LENGTH / 2).join("")}`;
}

/** However it is typed; null: no code looks like that. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const isCode = code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign));
  return isCode ? code : null;
}

export const hashOfCode = (keys: Keys, tenantId: number, code: string): Buffer =>
  keys.hash(`portal:join:${tenantId}`, code.replace("-", ""));
