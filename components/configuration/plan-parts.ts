export type PlanPart = { key: string; was: string | null; is: string | null };

/** Which keys of a thing differ, both sides given as JSON; of what has no keys the whole. */
export function partsOf(before: string | null, after: string | null): PlanPart[] {
  const [was, is] = [before, after].map((text): unknown =>
    text === null ? null : JSON.parse(text),
  );
  if (!isRecord(was) || !isRecord(is)) return [{ key: "·", was: before, is: after }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().flatMap((key) => {
    const [left, right] = [was, is].map((side) => (key in side ? JSON.stringify(side[key]) : null));
    return left === right ? [] : [{ key, was: left ?? null, is: right ?? null }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
