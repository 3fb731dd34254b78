const WINDOW_MS = 60_000;
const SOURCES_MAX = 10_000;

/**
 * At most `attemptsMax` calls a minute from one source in this process. Password checks cost 20 ms
 * of a core each, right or wrong, so even right ones are counted. Returns false when too many.
 */
export function makeAttemptLimit(attemptsMax: number): (source: string, now: Date) => boolean {
  let windowStart = 0;
  let counts = new Map<string, number>();
  return (source, now) => {
    if (now.getTime() - windowStart >= WINDOW_MS || counts.size >= SOURCES_MAX) {
      windowStart = now.getTime();
      counts = new Map();
    }
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    return count <= attemptsMax;
  };
}
