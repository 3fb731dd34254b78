import type { Inngest, InngestFunction } from "inngest";
import {
  type FeedStep,
  readFeedPage,
  readProceedings,
  readSlovakChanges,
} from "@/server/domain/registers";
import { outward } from "../fault";
import { type ClockParts, jobContext } from "../parts";

/** Pages of one run; the rest follows a minute later, so that a run stays short. */
const PAGES_MAX = 50;
const EVERY_MINUTE = {
  ...{ triggers: [{ cron: "* * * * *" }], retries: 3 as const, concurrency: [{ limit: 1 }] },
} satisfies Omit<Parameters<Inngest["createFunction"]>[0], "id">;
/** Of no tenant: the copy is the install's. */
const NOBODY = 0;

/**
 * Reads the Czech register's events once for the whole install. It looks every minute; when the
 * register may be asked is the feed's own to tell.
 */
export const insolvencyFeed = (client: Inngest, parts: ClockParts): InngestFunction.Any =>
  client.createFunction({ ...EVERY_MINUTE, id: "insolvency-feed" }, async ({ step }) => {
    await step.run("read", () => outward(readPages(parts)));
  });

/** The Slovak register's changes, by themselves: a slow register keeps no other waiting. */
export const insolvencyFeedSlovak = (client: Inngest, parts: ClockParts): InngestFunction.Any =>
  client.createFunction({ ...EVERY_MINUTE, id: "insolvency-feed-slovak" }, async ({ step }) => {
    await step.run("read-slovak", () => outward(readSlovakPages(parts)));
    await step.run("read-proceedings", () => outward(readChanged(parts)));
  });

/** Reads until the end, until nothing comes, or until it is enough for once; answers how many pages. */
export const readPages = (parts: ClockParts): Promise<number> =>
  readAll(parts, () => readFeedPage(jobContext(parts, NOBODY, "insolvency-feed")));

/** The same of the Slovak register's changes. */
export const readSlovakPages = (parts: ClockParts): Promise<number> =>
  readAll(parts, () => readSlovakChanges(jobContext(parts, NOBODY, "insolvency-feed")));

/** Proceedings that changed, so many as a run may ask for; the rest follows a minute later. */
export async function readChanged(parts: ClockParts): Promise<number> {
  const { readCount } = await readProceedings(jobContext(parts, NOBODY, "insolvency-feed"));
  return readCount;
}

async function readAll(parts: ClockParts, read: () => Promise<FeedStep>): Promise<number> {
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { outcome, isMore } = await read();
    if (outcome === "unavailable") parts.log.error("insolvency feed could not be read");
    if (outcome !== "read") return page;
    if (!isMore) return page + 1;
  }
  return PAGES_MAX;
}
