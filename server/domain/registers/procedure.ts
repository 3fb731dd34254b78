import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import { statusCode } from "./debtor-status";

/** The Czech register tells what a proceeding is by its state alone. */
const OF_STATE: Readonly<Record<string, InsolvencyProcedure>> = {
  MORATORIUM: "moratorium",
  KONKURS: "bankruptcy",
  "K-PO ZRUŠ.": "bankruptcy",
  ODDLUŽENÍ: "discharge",
  REORGANIZ: "reorganization",
};

/** Null for a state that is of any proceeding: a petition, a bankruptcy not yet solved, an end. */
export const procedureOfState = (state: string | null): InsolvencyProcedure | null =>
  state === null ? null : (OF_STATE[statusCode(state)] ?? null);

/** `Typ` of the Slovak register's list. */
const OF_KIND: Readonly<Record<string, InsolvencyProcedure>> = {
  KONKURZ: "bankruptcy",
  MALYKONKURZ: "small_bankruptcy",
  ODDLZENIE_KONKURZ: "discharge_bankruptcy",
  ODDLZENIE_SPLATKOVY_KALENDAR: "discharge_plan",
  RESTRUKTURALIZACIA: "restructuring",
  LIKVIDACIA: "liquidation",
  VPR: "preventive",
};

/** Null where none is told; one that nobody knows is "other". */
export const procedureOfKind = (kind: string | null): InsolvencyProcedure | null =>
  kind === null ? null : (OF_KIND[kind.trim().toUpperCase()] ?? "other");
