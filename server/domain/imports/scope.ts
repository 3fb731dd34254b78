import type { ImportKind } from "@/db/values/imports";
import type { ImportOptions } from "./inputs";

/** Which import a step works on, by which rules, and which cases its author may see. */
export interface ImportScope {
  importId: number;
  kind: ImportKind;
  options: ImportOptions;
  /** Of the operator who ordered the step. */
  accessGroupIds: readonly number[] | "all";
}
