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
import { type Context, reading } from "../context";
import type { Permission } from "../permissions";
import type { BulkActionName } from "./inputs";

/** What became of one row. */
export type RowOutcome =
  | { outcome: "done" }
  /** It was so already. */
  | { outcome: "unchanged" }
  /** Refused; a code of the interface. */
  | { outcome: string; params?: Record<string, string | number> };

export interface CaseAction {
  permission: Permission;
  /** Parses what was given when the action was started; throws ZodError. */
  params: z.ZodType;
  run(ctx: Context, caseIds: number[], params: unknown): Promise<Map<number, RowOutcome>>;
}

/** Ties a schema of params to the verb that takes them, and forgets their type. */
function action<Params>(def: {
  permission: Permission;
  params: z.ZodType<Params>;
  run(ctx: Context, caseIds: number[], params: Params): Promise<Map<number, RowOutcome>>;
}): CaseAction {
  return { ...def, run: (ctx, caseIds, params) => def.run(ctx, caseIds, def.params.parse(params)) };
}

const assignParams = assignCasesInput.omit({ caseIds: true });
const moveParams = moveCaseInput
  .pick({ transition: true, to: true, resolution: true })
  .refine(({ transition, to }) => (transition === undefined) !== (to === undefined));
const tagParams = tagCasesInput.omit({ caseIds: true });
const untagParams = z.object({ tagId: z.number().int().positive() });
const archiveParams = archiveCasesInput.omit({ caseIds: true });

/** What can be done with many cases at once: each is the verb that a page calls for one. */
export const CASE_ACTIONS: Record<BulkActionName, CaseAction> = {
  assign: action({
    permission: "cases:assign",
    params: assignParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await assignCases(ctx, { caseIds, ...params })),
  }),
  move: action({ permission: "cases:move", params: moveParams, run: moveAll }),
  tag: action({
    permission: "cases:edit",
    params: tagParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await tagCases(ctx, { caseIds, ...params })),
  }),
  untag: action({
    permission: "cases:edit",
    params: untagParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await untagCases(ctx, { caseIds, ...params })),
  }),
  archive: action({
    permission: "cases:archive",
    params: archiveParams,
    run: async (ctx, caseIds, params) =>
      outcomes(ctx, caseIds, await archiveCases(ctx, { caseIds, ...params })),
  }),
};

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
