import { z } from "zod";
import { isDay } from "@/server/kernel/days";
import type { ProgressState } from "@/server/kernel/delivery";
import { instantAt } from "@/server/kernel/wall-instant";
import { type CarrierRules, callWeb, readJson, webRulesOf } from "../web";

export const TRACKING_URL = "https://b2c.cpost.cz/services/ParcelHistory/getDataAsJson";
/** More are silently left out. */
const NUMBERS_MAX = 10;

/** What the public tracking of Česká pošta tells, by its state; others change nothing. */
const STATES: Readonly<Record<string, ProgressState>> = {
  "21": "sent",
  "51": "sent",
  "75": "sent",
  "82": "sent",
  "8D": "sent",
  "8E": "sent",
  "8T": "sent",
  "91": "delivered",
  "95": "returned",
  "9V": "returned",
};

const answerForm = z.array(
  z.object({
    id: z.string().nullish(),
    states: z.object({
      state: z.array(z.object({ id: z.string(), date: z.string().nullish() })),
    }),
  }),
);

export interface ParcelState {
  state: ProgressState;
  at: Date | null;
  /** Its number at the post. */
  detail: string;
}

/**
 * Where letters are, by their posting numbers; those that nothing is known of are left out. The same
 * for one that does not answer: it is asked again another time.
 */
export async function askParcels(
  postingNos: readonly string[],
  at: { url: string; rules: CarrierRules },
): Promise<Map<string, ParcelState>> {
  const found = new Map<string, ParcelState>();
  for (let from = 0; from < postingNos.length; from += NUMBERS_MAX) {
    const some = postingNos.slice(from, from + NUMBERS_MAX);
    const url = new URL(at.url);
    url.searchParams.set("idParcel", some.join(";"));
    const headers = { accept: "application/json" };
    const outcome = await callWeb({ url, method: "GET", headers }, webRulesOf(at.rules));
    const json = outcome.kind === "answer" ? readJson(outcome.body) : undefined;
    const read = answerForm.safeParse(json);
    if (!read.success) continue;
    for (const [index, parcel] of read.data.entries()) {
      const number = parcel.id ?? some[index];
      const state = lastOf(parcel.states.state);
      if (number && state && some.includes(number)) found.set(number, state);
    }
  }
  return found;
}

function lastOf(states: readonly { id: string; date?: string | null | undefined }[]) {
  const known = states.filter(({ id }) => STATES[id] !== undefined);
  // Where a letter is at its end, what is written afterwards is about its papers.
  const final = known.findLast(({ id }) => STATES[id] !== "sent");
  const last = final ?? known.at(-1);
  const state = last && STATES[last.id];
  if (!last || !state) return null;
  return { state, at: timeOf(last.date ?? ""), detail: last.id };
}

/** The post tells days; the time is the day's beginning in Prague. */
function timeOf(text: string): Date | null {
  const day = text.slice(0, 10);
  if (!isDay(day)) return null;
  const clock = /[T ](\d{2}:\d{2})/.exec(text)?.[1] ?? "00:00";
  return instantAt(day, clock);
}
