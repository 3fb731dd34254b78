import { z } from "zod";
import {
  archiveCases,
  assignCases,
  moveCases,
  tagCases,
  untagCases,
  visibleCaseIds,
} from "../cases";
import { archiveCasesInput, assignCasesInput, moveCaseInput, tagCasesInput } from "../cases/inputs";
import { queueActions } from "../configuration";
import { bulkActionParams } from "../configuration/inputs";
import { type Context, inTransaction, reading } from "../context";
import { prefetchContent, sendMessages } from "../messages";
import { sendMessagesInput } from "../messages/inputs";
import { action, type RowOutcome } from "./bulk-action";

const assignParams = assignCasesInput.omit({ caseIds: true });
const moveParams = moveCaseInput
  .pick({ transition: true, to: true, resolution: true })
  .refine(({ transition, to }) => (transition === undefined) !== (to === undefined));
const tagParams = tagCasesInput.omit({ caseIds: true });
const untagParams = z.object({ tagId: z.number().int().positive() });
const archiveParams = archiveCasesInput.omit({ caseIds: true });
const messageParams = sendMessagesInput.omit({ caseIds: true });

/** What can be done with many cases at once: each is the verb that a page calls for one. */
export const CASE_ACTIONS = {
  assign: action({
    on: "case",
    permission: "cases:assign",
    params: assignParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await assignCases(ctx, { caseIds, ...params })),
  }),
  move: action({ on: "case", permission: "cases:move", params: moveParams, run: moveAll }),
  tag: action({
    on: "case",
    permission: "cases:edit",
    params: tagParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await tagCases(ctx, { caseIds, ...params })),
  }),
  untag: action({
    on: "case",
    permission: "cases:edit",
    params: untagParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await untagCases(ctx, { caseIds, ...params })),
  }),
  archive: action({
    on: "case",
    permission: "cases:archive",
    params: archiveParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await archiveCases(ctx, { caseIds, ...params })),
  }),
  message: action({
    on: "case",
    permission: "messages:send",
    params: messageParams,
    prepare: (ctx, caseIds, params) => prefetchContent(ctx, params, caseIds),
    run: messageAll,
  }),
  custom: action({
    on: "case",
    permission: "cases:edit",
    params: bulkActionParams,
    run: pressAll,
  }),
};

/** Only pressed here: the calls are made after the transaction, by the customer's program's pace. */
async function pressAll(
  ctx: Context,
  caseIds: number[],
  params: z.output<typeof bulkActionParams>,
): Promise<Map<number, RowOutcome>> {
  const { queued, visible } = await inTransaction(ctx, (inner, tx) =>
    queueActions(inner, tx, { caseIds, ...params }),
  );
  return new Map(
    caseIds.map((id): [number, RowOutcome] => {
      if (queued.has(id)) return [id, { outcome: "done" }];
      return [id, { outcome: visible.has(id) ? "unchanged" : "cases.not_found" }];
    }),
  );
}

async function moveAll(
  ctx: Context,
  caseIds: number[],
  params: z.output<typeof moveParams>,
): Promise<Map<number, RowOutcome>> {
  const moved = await moveCases(ctx, { caseIds, ...params });
  return new Map(
    moved.map((each): [number, RowOutcome] => {
      if (each.ok) return [each.caseId, { outcome: "done" }];
      const [reason = { code: "cases.not_found" }] = each.reasons;
      if (reason.code === "workflow.already_there") return [each.caseId, { outcome: "unchanged" }];
      const params = reason.params ?? {};
      return [each.caseId, { outcome: reason.code, params }];
    }),
  );
}

/** Of what stops a message the weightiest reason is told; all of them stand on the timeline. */
async function messageAll(
  ctx: Context,
  caseIds: number[],
  params: z.output<typeof messageParams>,
): Promise<Map<number, RowOutcome>> {
  const sent = await sendMessages(ctx, { caseIds, ...params });
  return new Map(
    sent.map((each): [number, RowOutcome] => {
      switch (each.outcome) {
        case "queued":
          return [each.caseId, { outcome: "done" }];
        case "repeated":
          return [each.caseId, { outcome: "unchanged" }];
        case "stopped": {
          const reason = each.reasons[0] ?? "pause";
          return [each.caseId, { outcome: "messages.stopped", params: { reason } }];
        }
        case "unresolved": {
          const fields = each.fields.join(", ");
          return [each.caseId, { outcome: "messages.unresolved", params: { fields } }];
        }
        case "refused": {
          const { code, params = {} } = each.refusal;
          return [each.caseId, { outcome: code, params }];
        }
        default:
          return [each.caseId, { outcome: "cases.not_found" }];
      }
    }),
  );
}

/** Verbs of many cases answer those they changed; the rest was so already, or is not to be seen. */
async function outcomes(
  ctx: Context,
  asked: number[],
  { caseIds }: { caseIds: number[] },
): Promise<Map<number, RowOutcome>> {
  const changed = new Set(caseIds);
  const rest = asked.filter((id) => !changed.has(id));
  const visible = new Set(await reading(ctx, (tx) => visibleCaseIds(tx, rest)));
  return new Map(
    asked.map((id): [number, RowOutcome] => {
      if (changed.has(id)) return [id, { outcome: "done" }];
      return [id, { outcome: visible.has(id) ? "unchanged" : "cases.not_found" }];
    }),
  );
}
