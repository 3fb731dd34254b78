import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { type ProcessDefinition, type Processes, type Ruled, readProcesses } from "../workflow";

/** Code of the refusal of a case whose version of its process cannot be read any more. */
export const BROKEN = "cases.process_broken";

export const brokenBy = ({ category, processVersion: number }: Ruled) => ({ category, number });

/** The process that rules a case; refuses a category that is not installed. */
export async function definitionOf(tx: Tx, row: Ruled): Promise<ProcessDefinition> {
  return definitionIn(await readProcesses(tx), row);
}

/** The process by which a case opened now would go. */
export async function newDefinitionOf(
  tx: Tx,
  { category, fields }: Omit<Ruled, "processVersion">,
): Promise<{ definition: ProcessDefinition; processVersion: number }> {
  const processes = await readProcesses(tx);
  const processVersion = processes.versionOf(category);
  return {
    definition: definitionIn(processes, { category, processVersion, fields }),
    processVersion,
  };
}

/** The same where the processes have been read. */
export function definitionIn(processes: Processes, row: Ruled): ProcessDefinition {
  const definition = processes.of(row);
  if (definition) return definition;
  if (processes.isBroken(row)) throw new DomainError("precondition", BROKEN, brokenBy(row));
  throw new DomainError("invalid", "cases.unknown_category", { category: row.category });
}
