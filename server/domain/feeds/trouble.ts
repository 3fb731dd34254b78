import { isDomainError } from "@/server/kernel/errors";
import type { Context } from "../context";

/** What a person is told of a failure: a code with its params. */
export interface Trouble {
  code: string;
  params: Record<string, string | number>;
}

/** A refusal in its own words; of a fault only that there was one, its text may hold anything. */
export function troubleOf(ctx: Context, cause: unknown, at: Record<string, unknown>): Trouble {
  if (isDomainError(cause)) return { code: cause.code, params: cause.params };
  ctx.log.error("a feed failed", { ...at, cause });
  return { code: "feeds.unexpected", params: {} };
}

const MINUTE_MS = 60_000;
const BACKOFF_MINUTES_MAX = 60;

/** After the first failure a minute, then two, four … an hour. */
export function retryAt(now: Date, failures: number): Date {
  const minutes = Math.min(BACKOFF_MINUTES_MAX, 2 ** Math.max(0, failures - 1));
  return new Date(now.getTime() + minutes * MINUTE_MS);
}
