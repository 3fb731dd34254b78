/** Fills of stacked bars, in the order in which they are told apart best on both grounds. */
export const SERIES_FILLS = [
  "fill-accent",
  "fill-amber",
  "fill-info",
  "fill-violet",
  "fill-positive",
  "fill-danger",
  "fill-neutral",
] as const;

/** The same as backgrounds, for legends. */
export const SERIES_GROUNDS = [
  "bg-accent",
  "bg-amber",
  "bg-info",
  "bg-violet",
  "bg-positive",
  "bg-danger",
  "bg-neutral",
] as const;

export const fillOf = (index: number) => SERIES_FILLS[index % SERIES_FILLS.length] ?? "fill-accent";
export const groundOf = (index: number) =>
  SERIES_GROUNDS[index % SERIES_GROUNDS.length] ?? "bg-accent";
