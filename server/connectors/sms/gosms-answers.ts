import { z } from "zod";
import type { Handed, Incoming, Progress, ProgressState } from "@/server/kernel/delivery";
import { costOf, readJson, stuck, verdictOfOdd } from "../web";

const ID_IN_LINK = /messages\/(\d+)/;
const idOf = (link: string | undefined): string | null => ID_IN_LINK.exec(link ?? "")?.[1] ?? null;

const sentForm = z.object({
  recipients: z.object({ invalid: z.array(z.string()).optional() }).optional(),
  link: z.string(),
});

const errorForm = z
  .object({
    error: z.string(),
    error_description: z.string(),
    detail: z.string(),
    errors: z.array(z.unknown()),
  })
  .partial();

const CREDIT = /credit|kredit/i;

/** What GoSMS said to a message: 201 with the one number it refuses, or an error. */
export function readSent(answer: { status: number; body: Buffer }): Handed {
  const { status, body } = answer;
  const json = readJson(body);
  const sent = sentForm.safeParse(json);
  if (status < 300 && sent.success) {
    const { recipients, link } = sent.data;
    // We hand over one number: what is refused is all of it.
    if (recipients?.invalid?.length) return { outcome: "refused", reason: "invalid_number" };
    return { outcome: "accepted", providerId: idOf(link) };
  }
  const error = errorForm.safeParse(json);
  const isError = error.success && Object.keys(error.data).length > 0;
  if (status < 400 || !isError) return verdictOfOdd(status);
  if (status === 402 || CREDIT.test(error.data.detail ?? "")) return stuck("low_credit");
  if (status === 401 || status === 403) return stuck("login");
  // Its own words may repeat the number or the text; the code is enough.
  return { outcome: "refused", reason: `http_${status}` };
}

const times = z.union([z.record(z.string(), z.unknown()), z.array(z.never())]);

const replyForm = z.object({
  id: z.union([z.number(), z.string()]),
  message: z.string(),
  sourceNumber: z.string().nullish(),
  received: z.string(),
});

const detailForm = z.object({
  stats: z
    .object({ price: z.number().nullish(), messagePartsCount: z.number().int().nullish() })
    .nullish(),
  sendingInfo: z
    .object({ status: z.string().nullish(), sentFinish: z.string().nullish() })
    .nullish(),
  delivery: z
    .object({ recipients: z.object({ delivered: times, undelivered: times }).partial().nullish() })
    .nullish(),
  reply: z
    .object({ recipients: z.union([z.record(z.string(), z.array(replyForm)), z.array(z.never())]) })
    .partial()
    .nullish(),
  links: z.object({ self: z.string(), message: z.string() }).partial().nullish(),
});
export type GoSmsDetail = z.infer<typeof detailForm>;

/** A message as GoSMS shows it, or its replies; null for anything else. */
export function readDetail(json: unknown): GoSmsDetail | null {
  const read = detailForm.safeParse(json);
  return read.success && Object.keys(read.data).length > 0 ? read.data : null;
}

export const idOfDetail = ({ links }: GoSmsDetail): string | null =>
  idOf(links?.self) ?? idOf(links?.message);

/** How far a message is; null while nothing has happened. */
export function progressOf(detail: GoSmsDetail, providerId: string): Progress | null {
  const step = stepOf(detail);
  if (step === null) return null;
  const { price, messagePartsCount } = detail.stats ?? {};
  return {
    ...{ providerId, ...step },
    ...(messagePartsCount ? { parts: messagePartsCount } : {}),
    ...costOf(price, "CZK"),
  };
}

type Step = { state: ProgressState; at: Date | null; detail: string };

function stepOf({ delivery, sendingInfo }: GoSmsDetail): Step | null {
  const { delivered, undelivered } = delivery?.recipients ?? {};
  for (const [state, numbers] of [
    ["delivered", delivered],
    ["undelivered", undelivered],
  ] as const) {
    const [time] = Object.values(numbers ?? {});
    if (time !== undefined) return { state, at: dateOf(time), detail: state };
  }
  const status = sendingInfo?.status ?? "";
  const at = dateOf(sendingInfo?.sentFinish);
  if (status === "SENT") return { state: "sent", at, detail: status };
  return status === "FAILED" ? { state: "undelivered", at: null, detail: status } : null;
}

function dateOf(value: unknown): Date | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** Replies to a message, at most one is filed of each id. */
export function repliesOf({ reply }: GoSmsDetail, providerId: string): Incoming[] {
  return Object.entries(reply?.recipients ?? {}).flatMap(([from, replies]) =>
    replies.flatMap(({ id, message, sourceNumber, received }) => {
      const at = dateOf(received);
      // Numbers of replies begin anew for each message, as far as anybody has said.
      const own = `${providerId}/${id}`;
      return at ? [{ providerId: own, from, to: sourceNumber ?? null, text: message, at }] : [];
    }),
  );
}
