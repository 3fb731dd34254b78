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
  lowerClaimByModule,
  reverseChargeByModule,
  startInterestByModule,
  stopInterestByModule,
  undoLoweringByModule,
} from "./claim-changes";
import {
  addChargeByModule,
  claimsByModule,
  createClaimByModule,
  recordPaymentByModule,
  reversePaymentByModule,
} from "./claims";
import { clientLink } from "./clients";
import { invalidateCacheByModule, readConfigByModule, reloadConfigByModule } from "./configuration";
import {
  eventsByModule,
  readDocumentByModule,
  updateEventByModule,
  updateTaskByModule,
} from "./events";
import { renderTemplate, sendMessageByModule } from "./messages";
import { operatorPermission } from "./operators";
import { createPartyByModule, getPartyById, updatePartyByModule } from "./parties";
import type { ModuleProcedure } from "./procedure";
import { checkAddress, findAddress, readScreening, runScreening } from "./screenings";
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
  reverseCharge: reverseChargeByModule,
  lowerClaim: lowerClaimByModule,
  undoLowering: undoLoweringByModule,
  startInterest: startInterestByModule,
  stopInterest: stopInterestByModule,
  recordPayment: recordPaymentByModule,
  reversePayment: reversePaymentByModule,
  eventsOfCase: eventsByModule,
  addNote: addNoteByModule,
  addCall: addCallByModule,
  updateEvent: updateEventByModule,
  openTasks: openTasksOfCase,
  addTask: addTaskByModule,
  updateTask: updateTaskByModule,
  resolveTask: resolveTaskByModule,
  addDocument: addDocumentByModule,
  readDocument: readDocumentByModule,
  clientLink,
  runScreening,
  readScreening,
  checkAddress,
  findAddress,
  sendMessage: sendMessageByModule,
  renderTemplate,
  uploadStatement: uploadStatementByModule,
  rematchMovement: rematchMovementByModule,
  readConfig: readConfigByModule,
  reloadConfig: reloadConfigByModule,
  invalidateCache: invalidateCacheByModule,
  operatorPermission,
  listChanges,
} as const;
export type ProcedureName = keyof typeof PROCEDURES;

/** Those that change nothing: tRPC's queries. */
export const READ_NAMES = [
  ...(["caseByRefNo", "getCase", "getParty", "claimsOfCase", "openTasks"] as const),
  ...(["eventsOfCase", "readDocument", "readScreening", "readConfig"] as const),
  ...(["operatorPermission", "listChanges"] as const),
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
