import type { Tx } from "@/db/client";
import { inService, type PortalContext, reading } from "../context";
import {
  type CaseValues,
  deliveredProcesses,
  type Names,
  readProcesses,
  visibleFields,
} from "../workflow";

/** By what a client knows the debt from others: the number of its contract, for one. */
export interface CaseMark {
  key: string;
  names: Names;
  value: string;
}

/** What says by which definition a case goes, its state and its fields. */
export async function ruledOf({ sql }: Tx, caseId: number): Promise<CaseValues> {
  const [row] = await sql<CaseValues[]>`
    select category, process_version as "processVersion", state, fields from cases where id = ${caseId}`;
  if (!row) throw new Error("the case was found a moment ago");
  return row;
}

/** The texts of a case that its process tells its client, and does not hide in the case's state. */
export async function caseMarks(ctx: PortalContext, row: CaseValues): Promise<CaseMark[]> {
  // A tenant's own processes are not a client's to read.
  const processes =
    row.processVersion === 0
      ? deliveredProcesses()
      : await reading(inService(ctx, "portal"), readProcesses);
  // A version that cannot be read any more tells nothing, and the rest of the page stands.
  const fields = processes.of(row)?.fields ?? [];
  // A client has none of the colleagues' roles.
  const visible = visibleFields(processes, row, null);
  return fields.flatMap(({ key, names, portal }) => {
    const value = portal ? visible[key] : null;
    return typeof value === "string" && value !== "" ? [{ key, names, value }] : [];
  });
}
