import { randomBytes } from "node:crypto";
import type { Keys } from "../keys";

/** 32 random bytes, 43 signs: nobody guesses it, so its keyed hash needs no salt. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const isSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

export type SecretKind =
  | "session"
  | "invitation"
  | "sign-in-link"
  | "mailed-link"
  | "letter"
  | "registration";

export const hashOf = (keys: Keys, kind: SecretKind, secret: string): Buffer =>
  keys.hash(`portal:${kind}`, secret);
