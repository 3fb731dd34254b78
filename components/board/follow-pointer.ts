/** Marks the column or the tile of the tray under the pointer; the looks are theirs. */
const MARK = "data-over";

/** Its code; null = none that takes the card; undefined = the pointer has not moved yet. */
export type Under = string | null | undefined;
export type Pointer = { under: () => Under; stop: () => void };

/**
 * Which column the pointer is over, from now on. A card is wider than the tiles of the tray, so it lies
 * over several of them at a time; what a person means is where the finger is. Whatever it comes to after
 * it has let go counts no more.
 */
export function followPointer(open: ReadonlySet<string>): Pointer {
  let under: Under;
  let at: { clientX: number; clientY: number } | undefined;
  let marked: Element | null = null;
  function look(): void {
    if (!at) return;
    const place = document
      .elementFromPoint(at.clientX, at.clientY)
      ?.closest<HTMLElement>("[data-tray],[data-column]");
    const code = place?.dataset.tray ?? place?.dataset.column ?? "";
    under = open.has(code) ? code : null;
    const next = under === null ? null : (place ?? null);
    if (next === marked) return;
    marked?.removeAttribute(MARK);
    next?.setAttribute(MARK, "");
    marked = next;
  }
  const moved = (event: MouseEvent | TouchEvent) => {
    at = "touches" in event ? (event.touches[0] ?? event.changedTouches[0]) : event;
    look();
  };
  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  const last = (event: MouseEvent | TouchEvent) => {
    moved(event);
    listening.abort();
  };
  for (const type of ["mousemove", "touchmove"] as const) {
    window.addEventListener(type, moved, options);
  }
  for (const type of ["mouseup", "touchend"] as const) window.addEventListener(type, last, options);
  window.addEventListener("scroll", look, options);
  return {
    under: () => under,
    stop: () => {
      listening.abort();
      marked?.removeAttribute(MARK);
    },
  };
}
