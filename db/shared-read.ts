import type { Tx } from "./client";

/** Runs work that only reads; see `shareReads`. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

interface Group {
  tx: Promise<Tx>;
  users: number;
  /** Fails with the transaction, for statements that nobody answers any more. */
  lost: Promise<never>;
  leave(): void;
}

function openGroup(read: Read): Group {
  let give: (tx: Tx) => void = () => undefined;
  let leave: () => void = () => undefined;
  const tx = new Promise<Tx>((resolve) => {
    give = resolve;
  });
  const isIdle = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const ended = read((opened) => {
    give(opened);
    return isIdle;
  });
  const lost = ended.then(() => new Promise<never>(() => undefined));
  lost.catch(() => undefined);
  return { tx, users: 0, lost, leave };
}

const ABORTED_BY_ANOTHER = "25P02";
const isAborted = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === ABORTED_BY_ANOTHER || isAborted(cause);
};

/**
 * Reads that are asked at the same time go through one transaction: its first user opens it, its
 * last one ends it. They see one state of the data and cost one BEGIN and, pipelined, one packet.
 * Whoever a neighbour's failed statement pulled down asks once more alone.
 */
export function shareReads(read: Read): Read {
  let group: Group | null = null;
  return async (work) => {
    const mine = group ?? openGroup(read);
    group = mine;
    mine.users += 1;
    try {
      return await Promise.race([mine.tx.then(work), mine.lost]);
    } catch (error) {
      if (!isAborted(error)) throw error;
    } finally {
      mine.users -= 1;
      if (mine.users === 0) {
        if (group === mine) group = null;
        mine.leave();
      }
    }
    return read(work);
  };
}
