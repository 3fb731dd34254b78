import type { Tx } from "@/db/client";
import { inService, type PortalContext, reading } from "../context";
import { deliveredProcesses, type Names, type Ruled, readProcesses } from "../workflow";

/** By what a client knows the debt from others: the number of its contract, for one. */
export interface CaseMark {
  key: string;
  names: Names;
  value: string;
}

/** What says by which definition a case goes, and its fields. */
export async function ruledOf({ sql }: Tx, caseId: number): Promise<Ruled> {
  const [row] = await sql<Ruled[]>`
    select category, process_version as "processVersion", fields from cases where id = ${caseId}`;
  if (!row) throw new Error("the case was found a moment ago");
  return row;
}

/** The texts of a case that its process tells its client. */
export async function caseMarks(ctx: PortalContext, row: Ruled): Promise<CaseMark[]> {
  // A tenant's own processes are not a client's to read.
  const processes =
    row.processVersion === 0
      ? deliveredProcesses()
      : await reading(inService(ctx, "portal"), readProcesses);
  // A version that cannot be read any more tells nothing, and the rest of the page stands.
  const fields = processes.of(row)?.fields ?? [];
  return fields.flatMap(({ key, names, portal }) => {
    const value = portal ? row.fields?.[key] : null;
    return typeof value === "string" && value !== "" ? [{ key, names, value }] : [];
  });
}
