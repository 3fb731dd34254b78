import { noteRead } from "../audit";
import type { OperatorContext } from "../context";

/** That an operator has read what a client wrote, on whichever page: once an hour. */
export const noteReading = (ctx: OperatorContext, caseId: number): Promise<void> =>
  noteRead(ctx, { action: "requests.read", entity: "case", entityId: caseId, caseId });
