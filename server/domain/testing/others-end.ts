import { expect } from "vitest";
import type { Desk } from "./desk";

/**
 * Waits until every transaction that is under way on the server has ended, those of test files beside
 * this one too: numbers of transactions belong to the server, and the feed of changes tells nothing
 * that one with a lower number could still write before.
 */
export async function othersEnd({ owner }: Pick<Desk, "owner">): Promise<void> {
  const [own] = await owner<{ txid: string }[]>`select pg_current_xact_id()::text as txid`;
  const haveEnded = async () => {
    const [row] = await owner<{ haveEnded: boolean }[]>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${own?.txid ?? ""}::xid8 as "haveEnded"`;
    return row?.haveEnded;
  };
  await expect.poll(haveEnded, { timeout: 15_000, interval: 20 }).toBe(true);
}
