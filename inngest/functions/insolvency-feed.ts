import type { Inngest, InngestFunction } from "inngest";
import { readFeedPage } from "@/server/domain/registers";
import { outward } from "../fault";
import { type ClockParts, jobContext } from "../parts";

/** Pages of one run; the rest follows a minute later, so that a run stays short. */
const PAGES_MAX = 50;
/** Of no tenant: the copy is the install's. */
const NOBODY = 0;

/**
 * Reads the insolvency register's events once for the whole install. It looks every minute; when the
 * register may be asked is the feed's own to tell.
 */
export const insolvencyFeed = (client: Inngest, parts: ClockParts): InngestFunction.Any =>
  client.createFunction(
    {
      id: "insolvency-feed",
      triggers: [{ cron: "* * * * *" }],
      retries: 3,
      concurrency: [{ limit: 1 }],
    },
    async ({ step }) => {
      await step.run("read", () => outward(readPages(parts)));
    },
  );

/** Reads until the end, until nothing comes, or until it is enough for once; answers how many pages. */
export async function readPages(parts: ClockParts): Promise<number> {
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { outcome, isMore } = await readFeedPage(jobContext(parts, NOBODY, "insolvency-feed"));
    if (outcome === "unavailable") parts.log.error("insolvency feed could not be read");
    if (outcome !== "read") return page;
    if (!isMore) return page + 1;
  }
  return PAGES_MAX;
}
