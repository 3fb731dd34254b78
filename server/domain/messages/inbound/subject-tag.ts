import { timingSafeEqual } from "node:crypto";
import type { Context } from "../../context";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const SEAL_LENGTH = 10;
const TAG = /\[([^[\]\s]{1,50})-([a-z2-7]{10})\]/gi;
const TAGS_MAX = 10;

/** Cases that mails lead back to by their subject. */
const TAGGED = ["request", "deal"] as const;
type Tagged = (typeof TAGGED)[number];

export interface TaggedCase {
  category: Tagged;
  refNo: string;
}

/** The seal of a number of a case: nobody without our keys makes up another one's. */
function sealOf(ctx: Context, { category, refNo }: TaggedCase): string {
  const kind = category === "request" ? "" : `${category}:`;
  const hash = ctx.keys.hash(`subject-tag:${kind}${ctx.actor.tenantId}`, refNo);
  return [...hash.subarray(0, SEAL_LENGTH)].map((byte) => LETTERS[byte & 31]).join("");
}

/**
 * What a subject bears so that an answer without headers, sent to the bare address, finds its case:
 * "[12/2026-k3wq7nbe2a]".
 */
export const subjectTag = (ctx: Context, refNo: string, category: Tagged = "request"): string =>
  `[${refNo}-${sealOf(ctx, { category, refNo })}]`;

/** Cases whose sealed tags a subject bears; what was made up is none. */
export function taggedCases(ctx: Context, subject: string): TaggedCase[] {
  return [...subject.matchAll(TAG)].slice(0, TAGS_MAX).flatMap(([, refNo = "", seal = ""]) =>
    TAGGED.flatMap((category): TaggedCase[] => {
      const expected = Buffer.from(sealOf(ctx, { category, refNo }));
      const isOurs = timingSafeEqual(Buffer.from(seal.toLowerCase()), expected);
      return isOurs ? [{ category, refNo }] : [];
    }),
  );
}

/** A subject without our tags, as people wrote it. */
export const withoutTags = (subject: string): string =>
  subject.replace(TAG, " ").replace(/\s+/g, " ").trim();
