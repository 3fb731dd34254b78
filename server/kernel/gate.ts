/** Lets so many pieces of work run at the same time; the others wait, in the order they came in. */
export function openGate(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place is handed on and never free in between: whoever comes now stands behind.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
