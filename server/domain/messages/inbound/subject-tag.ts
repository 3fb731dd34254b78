import { timingSafeEqual } from "node:crypto";
import type { Context } from "../../context";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const SEAL_LENGTH = 10;
const TAG = /\[([^[\]\s]{1,50})-([a-z2-7]{10})\]/gi;
const TAGS_MAX = 10;

/** The seal of a number of a case: nobody without our keys makes up another one's. */
function sealOf(ctx: Context, refNo: string): string {
  const hash = ctx.keys.hash(`subject-tag:${ctx.actor.tenantId}`, refNo);
  return [...hash.subarray(0, SEAL_LENGTH)].map((byte) => LETTERS[byte & 31]).join("");
}

/**
 * What a subject bears so that an answer without headers, sent to the bare address, finds its request:
 * "[12/2026-k3wq7nbe2a]".
 */
export const subjectTag = (ctx: Context, refNo: string): string =>
  `[${refNo}-${sealOf(ctx, refNo)}]`;

/** Numbers of cases whose sealed tags a subject bears; what was made up is none. */
export function taggedRefNos(ctx: Context, subject: string): string[] {
  return [...subject.matchAll(TAG)].slice(0, TAGS_MAX).flatMap(([, refNo = "", seal = ""]) => {
    const isOurs = timingSafeEqual(
      Buffer.from(seal.toLowerCase()),
      Buffer.from(sealOf(ctx, refNo)),
    );
    return isOurs ? [refNo] : [];
  });
}

/** A subject without our tags, as people wrote it. */
export const withoutTags = (subject: string): string =>
  subject.replace(TAG, " ").replace(/\s+/g, " ").trim();
