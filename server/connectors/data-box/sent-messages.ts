import type { Found } from "@/server/kernel/delivery";
import { isDomainError } from "@/server/kernel/errors";
import { askDataBox } from "./ask-data-box";
import type { BoxEnvelope, DataBoxSettings, DataMessage } from "./data-box";
import { readList } from "./read-envelope";
import { nillable } from "./soap";

/** Records that one answer is asked for; the system may give fewer and still have more. */
const PAGE_RECORDS = 1_000;
const RECORDS_MAX = 100_000;
const ALL_STATES = "-1";

/** The clocks of both sides may differ, and the list is by the system's. */
const MARGIN_MS = 60 * 60 * 1000;
/** As long a message may be on its way into the list. */
const SETTLED_MS = 10 * 60 * 1000;

/**
 * Messages that were sent from the box since an instant, page by page in the system's order, until a
 * page is empty: a short one need not be the last. `null` ends it where there are more than can be
 * looked through.
 */
async function* sentSince(
  settings: DataBoxSettings,
  since: Date,
): AsyncGenerator<BoxEnvelope[] | null> {
  for (let count = 0; count < RECORDS_MAX; ) {
    const { root } = await askDataBox(settings, {
      ...{ path: "dx", operation: "GetListOfSentMessages" },
      content: [
        nillable("dmFromTime", since.toISOString()),
        nillable("dmToTime", null),
        nillable("dmSenderOrgUnitNum", null),
        ["p:dmStatusFilter", ALL_STATES],
        nillable("dmOffset", String(count + 1)),
        nillable("dmLimit", String(PAGE_RECORDS)),
      ],
    });
    const records = readList(root);
    if (records.length === 0) return;
    count += records.length;
    yield records;
  }
  yield null;
}

/**
 * Looks a message up whose handing over ended uncertain: among those that were sent since its first
 * try, by its recipient and by our key, which is its reference number there. Not in the list and long
 * enough after the try is `missing`; sooner it is `unclear`. Listing sent messages delivers nothing.
 */
export async function findMessage(
  settings: DataBoxSettings,
  { recipientBox }: DataMessage,
  { key, triedAt }: { key: string; triedAt: Date | undefined },
): Promise<Found> {
  // The list is endless without a beginning.
  if (triedAt === undefined) return { outcome: "unclear", reason: "no_time_of_try" };
  const now = (settings.now ?? (() => new Date()))();
  const since = new Date(triedAt.getTime() - MARGIN_MS);
  const box = recipientBox.toLowerCase();
  try {
    for await (const records of sentSince(settings, since)) {
      if (records === null) return { outcome: "unclear", reason: "too_many_sent" };
      const own = records.filter(({ senderRefNumber }) => senderRefNumber === key);
      const found = own.find((each) => each.recipientBox?.toLowerCase() === box);
      if (found !== undefined) return { outcome: "accepted", providerId: found.id };
    }
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { outcome: "unclear", reason: error.code };
  }
  const isSettled = now.getTime() - triedAt.getTime() >= SETTLED_MS;
  return isSettled ? { outcome: "missing" } : { outcome: "unclear", reason: "too_early" };
}
