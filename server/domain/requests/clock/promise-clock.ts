import type { WorkingTime } from "./working-time";

/** From when on a request rested, and until when; null: it still does. */
export interface Rest {
  from: Date;
  to: Date | null;
}

export interface PromiseClock {
  /** When the promised time is used up; null: the clock stands before that. */
  dueAt: Date | null;
  /** When so many per cent of it are; null: likewise. */
  warnAt: Date | null;
  /** Working time that ran from the beginning to `now`, without rests. */
  spentMs: number;
}

interface Asked {
  openedAt: Date;
  /** In their order, none over another. */
  rests: readonly Rest[];
  promisedMs: number;
  warnPercent: number;
  now: Date;
}

/** When a promise of working time ends that rests while the request waits for its client. */
export function promiseClock(time: WorkingTime, asked: Asked): PromiseClock {
  const { openedAt, rests, promisedMs, warnPercent, now } = asked;
  const runs = runsOf(openedAt, rests);
  return {
    dueAt: reached(time, runs, promisedMs),
    warnAt: reached(time, runs, Math.ceil((promisedMs * warnPercent) / 100)),
    spentMs: runs.reduce((sum, { from, to }) => sum + ran(time, from, earlier(to, now)), 0),
  };
}

interface Run {
  from: Date;
  to: Date | null;
}

/** What is left between the rests. */
function runsOf(openedAt: Date, rests: readonly Rest[]): Run[] {
  const runs: Run[] = [];
  let from: Date | null = openedAt;
  for (const rest of rests) {
    if (!from) break;
    if (rest.from > from) runs.push({ from, to: rest.from });
    from = rest.to === null ? null : rest.to > from ? rest.to : from;
  }
  if (from) runs.push({ from, to: null });
  return runs;
}

function reached(time: WorkingTime, runs: readonly Run[], ms: number): Date | null {
  let left = ms;
  for (const { from, to } of runs) {
    if (to === null) return time.after(from, left);
    const room = time.between(from, to);
    if (room >= left) return time.after(from, left);
    left -= room;
  }
  return null;
}

const earlier = (to: Date | null, now: Date): Date => (to === null || to > now ? now : to);

const ran = (time: WorkingTime, from: Date, to: Date): number =>
  to > from ? time.between(from, to) : 0;
