import type { ImportState } from "@/db/values/imports";
import { DomainError } from "@/server/kernel/errors";
import type { Facts } from "../events";

export type ImportStep = Facts["import.requested"]["step"];

/** From which states an act may be asked for. */
const FROM: Record<ImportStep | "editable" | "deletable", readonly ImportState[]> = {
  editable: ["uploaded", "mapped", "checked", "failed"],
  check: ["uploaded", "mapped", "checked", "failed"],
  publish: ["checked"],
  undo: ["published"],
  deletable: ["uploaded", "mapped", "checked", "failed"],
};

/** The state in which a worker does the step. */
export const WORKING: Record<ImportStep, ImportState> = {
  check: "checking",
  publish: "publishing",
  undo: "undoing",
};

/** Throws precondition `imports.wrong_state` with the state that the import is in. */
export function refuseUnless({ state }: { state: ImportState }, act: keyof typeof FROM): void {
  if (FROM[act].includes(state)) return;
  throw new DomainError("precondition", "imports.wrong_state", { state });
}
