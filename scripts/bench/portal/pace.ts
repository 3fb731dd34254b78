import type { Keys } from "@/server/domain/keys";
import { hashOf, newSecret } from "@/server/domain/portal/secret";

/** How long an act took, from the moment it was due. */
export interface Taken {
  name: string;
  ms: number;
}

interface Pace {
  count: number;
  perSecond: number;
}

/** Numbers between 0 and 1, the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * People come when they come, not when the last one was served: acts begin by a clock, gaps as chance
 * has them, and one that has to wait has waited since it was due.
 */
export async function pace({ count, perSecond }: Pace, act: () => Promise<string>) {
  const random = seeded(42);
  const taken: Promise<Taken>[] = [];
  let dueAt = performance.now();
  for (let i = 0; i < count; i += 1) {
    dueAt += (-Math.log(random()) * 1_000) / perSecond;
    const ahead = dueAt - performance.now();
    if (ahead > 1) await wait(ahead);
    const since = dueAt;
    taken.push(act().then((name) => ({ name, ms: performance.now() - since })));
  }
  return Promise.all(taken);
}

export interface Told {
  acts: number;
  p50Ms: number;
  p95Ms: number;
}

export function tell(taken: readonly Taken[]): Told {
  const sorted = taken.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { acts: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** Secrets of sessions, as a client's browser holds them and as the database does. */
export const makeEntries = (keys: Keys, count: number) =>
  Array.from({ length: count }, () => {
    const secret = newSecret();
    return { secret, hash: hashOf(keys, "session", secret) };
  });
