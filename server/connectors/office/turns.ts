/** Places beyond the others for work that a person waits for: it takes a second or two. */
const SPARE = 1;

/** Runs work when its turn comes; `isWaitedFor`: a person sits before it. */
export type Turns = <T>(work: () => Promise<T>, rules?: { isWaitedFor?: boolean }) => Promise<T>;

/**
 * Lets at most so many pieces of work run at a time; the others wait in their order. Work that a
 * person waits for goes before all that waits, and has one place more than the rest: behind a mass
 * print it would wait for minutes.
 */
export function makeTurns(atOnceMax: number): Turns {
  let running = 0;
  const people: (() => void)[] = [];
  const others: (() => void)[] = [];
  /** Everything happens before anybody else can ask: nobody slips in between. */
  const begin = (): void => {
    const line = people.length > 0 ? people : others;
    const max = line === people ? atOnceMax + SPARE : atOnceMax;
    const next = running < max ? line.shift() : undefined;
    if (!next) return;
    running += 1;
    next();
    begin();
  };
  return async (work, { isWaitedFor = false } = {}) => {
    await new Promise<void>((resolve) => {
      (isWaitedFor ? people : others).push(resolve);
      begin();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      begin();
    }
  };
}
