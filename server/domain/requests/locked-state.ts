import type { Tx } from "@/db/client";

/** The state of a case, which nobody changes until this transaction ends. */
export async function lockedState({ sql }: Tx, caseId: number): Promise<string> {
  const [row] = await sql<{ state: string }[]>`
    select state from cases where id = ${caseId} for no key update`;
  return row?.state ?? "";
}
