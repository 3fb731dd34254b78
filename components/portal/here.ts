/**
 * A path of the program, "/portal/demo/data", as it stands for this visitor: "/data" on the door's
 * own host, "/embed/demo/data" in a frame. `base` is what the proxy put in place of "/portal/demo".
 */
export function hereOf(path: string, { slug, base }: { slug: string; base: string }): string {
  const below = belowOf(path, `/portal/${slug}`);
  if (below === null) return path;
  return base === "/" ? below || "/" : base + below;
}

/** The program's own path of an address that this visitor sees; the other way round. */
export function insideOf(path: string, { slug, base }: { slug: string; base: string }): string {
  const inside = `/portal/${slug}`;
  if (belowOf(path, inside) !== null) return path;
  const below = base === "/" ? (path === "/" ? "" : path) : belowOf(path, base);
  return below === null ? path : inside + below;
}

function belowOf(path: string, above: string): string | null {
  const isBelow = path === above || path.startsWith(`${above}/`) || path.startsWith(`${above}?`);
  return isBelow ? path.slice(above.length) : null;
}
