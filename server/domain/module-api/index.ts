export { takeInbox } from "./inbox";
export { type Problem, problemOf, STATUS_OF_KIND, statusOf } from "./problem";
export type { Footing, GivenFile, ModuleProcedure, Say } from "./procedure";
export {
  assertKey,
  faultsIn,
  type InputFault,
  isWrite,
  jsonInputOf,
  type ProcedureRequest,
  runProcedure,
} from "./run";
export {
  FILE_NAMES,
  PROCEDURES,
  type ProcedureName,
  procedureEntries,
  procedureOf,
  READ_NAMES,
} from "./table";
