const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of "1w2d3h4m5s", the spelling of durations in the protocol; null for anything else. */
export function durationMs(text: string): number | null {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return null;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    total += Number(count) * (UNITS[unit ?? ""] ?? 0);
  }
  return total;
}

/** The instant that a duration from `now`, an ISO instant or a count of seconds names. */
export function instantOf(text: string, now: Date): Date {
  const duration = durationMs(text);
  if (duration !== null) return new Date(now.getTime() + duration);
  if (/^\d+(\.\d+)?$/.test(text)) return new Date(now.getTime() + Number(text) * 1_000);
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`no duration and no instant: ${text}`);
  return instant;
}
