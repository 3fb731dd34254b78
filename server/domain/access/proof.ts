import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Keys } from "../keys";

/** 2^17 tries on average: under a second on a desk, a few on an old phone; a million is a day. */
export const PROOF_BITS = 17;
const PROOF_LIFE_MS = 10 * 60_000;
const CHALLENGE = /^(\d{13})\.(\d{1,2})\.([\w-]{22})\.([\w-]{43})$/;
const ANSWER = /^(.+)\.(\d{1,12})$/;

interface At {
  keys: Keys;
  now: Date;
  tenantId: number;
}

const sealOf = ({ keys, tenantId }: At, body: string): string =>
  keys.hash(`portal:proof:${tenantId}`, body).toString("base64url");

/** What a browser has to work on; it says itself until when it is good, and nobody else can make it. */
export function makeChallenge(at: At, bits = PROOF_BITS): string {
  const until = at.now.getTime() + PROOF_LIFE_MS;
  const body = `${until}.${bits}.${randomBytes(16).toString("base64url")}`;
  return `${body}.${sealOf(at, body)}`;
}

/** Whether "<challenge>.<number>" was worked for; answers until when it must not come again. */
export function judgeProof(at: At, answer: string): Date | null {
  const challenge = ANSWER.exec(answer)?.[1] ?? "";
  const [, until = "", bits = "", , seal = ""] = CHALLENGE.exec(challenge) ?? [];
  if (!seal) return null;
  const expected = sealOf(at, challenge.slice(0, -seal.length - 1));
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(seal))) return null;
  if (Number(until) <= at.now.getTime()) return null;
  const hash = createHash("sha256").update(answer).digest();
  return leadingZeros(hash) >= Number(bits) ? new Date(Number(until)) : null;
}

function leadingZeros(hash: Buffer): number {
  const at = hash.findIndex((byte) => byte !== 0);
  if (at < 0) return hash.length * 8;
  return at * 8 + Math.clz32(hash[at] ?? 0) - 24;
}
