/** What a process keeps for the next time, by keys. */
export interface LastUsed<V> {
  /** Whoever asks for it uses it. */
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  /** Only this very value; another that came meanwhile stays. */
  drop(key: string, value: V): void;
}

/**
 * Keeps at most `max` values, or of values of unequal size as many as together have `max`: past it
 * those go that nobody has used for longest, one by one. The one that came last always stays.
 */
export function keepLastUsed<V>(max: number, sizeOf: (value: V) => number = () => 1): LastUsed<V> {
  // A map goes through its keys in the order in which they came.
  const kept = new Map<string, { value: V; size: number }>();
  let sum = 0;
  const remove = (key: string): void => {
    sum -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const known = kept.get(key);
      if (!known) return undefined;
      kept.delete(key);
      kept.set(key, known);
      return known.value;
    },
    set(key, value) {
      remove(key);
      const size = sizeOf(value);
      kept.set(key, { value, size });
      sum += size;
      for (const oldest of kept.keys()) {
        if (sum <= max || oldest === key) break;
        remove(oldest);
      }
    },
    drop(key, value) {
      if (kept.get(key)?.value === value) remove(key);
    },
  };
}
