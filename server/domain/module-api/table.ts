import { rematchMovementByModule, uploadStatementByModule } from "./bank";
import {
  addPartyToCase,
  caseByRefNo,
  getCaseById,
  moveCaseByModule,
  openCaseByModule,
  updateCaseByModule,
} from "./cases";
import { listChanges } from "./changes";
import {
  addChargeByModule,
  claimsByModule,
  createClaimByModule,
  recordPaymentByModule,
  reversePaymentByModule,
} from "./claims";
import { renderTemplate, sendMessageByModule } from "./messages";
import { operatorPermission } from "./operators";
import { createPartyByModule, getPartyById, updatePartyByModule } from "./parties";
import type { ModuleProcedure } from "./procedure";
import { checkAddress, readScreening, runScreening } from "./screenings";
import { openTasksOfCase } from "./tasks";
import {
  addCallByModule,
  addDocumentByModule,
  addNoteByModule,
  addTaskByModule,
  resolveTaskByModule,
} from "./work";

/**
 * All that machines may ask. REST, its description, the tRPC router and the intake of the database
 * are read off this table; a further procedure is a line here. A path without a name in it stands
 * before one that has one in its place.
 */
export const PROCEDURES = {
  caseByRefNo,
  getCase: getCaseById,
  openCase: openCaseByModule,
  updateCase: updateCaseByModule,
  moveCase: moveCaseByModule,
  addCaseParty: addPartyToCase,
  getParty: getPartyById,
  createParty: createPartyByModule,
  updateParty: updatePartyByModule,
  claimsOfCase: claimsByModule,
  createClaim: createClaimByModule,
  addCharge: addChargeByModule,
  recordPayment: recordPaymentByModule,
  reversePayment: reversePaymentByModule,
  addNote: addNoteByModule,
  addCall: addCallByModule,
  openTasks: openTasksOfCase,
  addTask: addTaskByModule,
  resolveTask: resolveTaskByModule,
  addDocument: addDocumentByModule,
  runScreening,
  readScreening,
  checkAddress,
  sendMessage: sendMessageByModule,
  renderTemplate,
  uploadStatement: uploadStatementByModule,
  rematchMovement: rematchMovementByModule,
  operatorPermission,
  listChanges,
} as const;
export type ProcedureName = keyof typeof PROCEDURES;

/** Those that change nothing: tRPC's queries. */
export const READ_NAMES = [
  ...(["caseByRefNo", "getCase", "getParty", "claimsOfCase", "openTasks"] as const),
  ...(["readScreening", "operatorPermission", "listChanges"] as const),
] as const satisfies readonly ProcedureName[];
/** Those that take a file: where a call is JSON alone, it is a field. */
export const FILE_NAMES = ["uploadStatement", "addDocument"] as const satisfies ProcedureName[];

/** The same table where only the common shape is asked of it. */
export const procedureOf = (name: string): ModuleProcedure | null =>
  Object.hasOwn(PROCEDURES, name)
    ? (PROCEDURES[name as ProcedureName] as unknown as ModuleProcedure)
    : null;

export const procedureEntries = (): [ProcedureName, ModuleProcedure][] =>
  Object.entries(PROCEDURES) as unknown as [ProcedureName, ModuleProcedure][];
