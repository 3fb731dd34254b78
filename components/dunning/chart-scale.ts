/** A round number at or above the value, so that the axis ends on a figure people read. */
export function niceCeil(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => share <= each) ?? 10;
  return Math.ceil(step * power);
}

/** Places of the first day, then of firsts of months that keep a distance from the ends. */
export function monthTicks(days: readonly string[], distanceMin: number): number[] {
  const ticks = [0];
  for (const [index, day] of days.entries()) {
    const last = ticks.at(-1) ?? 0;
    if (day.endsWith("-01") && index - last >= distanceMin) ticks.push(index);
  }
  return ticks;
}
