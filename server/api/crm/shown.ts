import type { inferRouterOutputs } from "@trpc/server";
import { noteShown, type Shown, shownIn } from "@/server/domain/audit";
import type { OperatorContext } from "@/server/domain/context";
import type { CrmRouter } from "./root";

type Outputs = inferRouterOutputs<CrmRouter>;
type Own = Partial<Shown>;
type Row = { id: number };

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);
const cases = (rows: readonly Row[]): Own => ({ caseIds: idsOf(rows) });
const people = (rows: readonly Row[]): Own => ({ partyIds: idsOf(rows) });

/**
 * Where an answer calls a case or a person `id`. All else is found by the names of its keys, so a
 * procedure stands here only for what would be missed; shown.db.test.ts finds those that are.
 */
const OWN_IDS = {
  "audit.list": ({ items }: Outputs["audit"]["list"]) => ({
    partyIds: items.flatMap(({ entity, entityId }) => (entity === "party" ? (entityId ?? []) : [])),
    caseIds: items.flatMap(({ entity, entityId }) => (entity === "case" ? (entityId ?? []) : [])),
  }),
  "boards.get": ({ columns }: Outputs["boards"]["get"]) =>
    cases(columns.flatMap(({ items }) => items)),
  "boards.column": ({ items }: Outputs["boards"]["column"]) => cases(items),
  "boards.changes": ({ cards }: Outputs["boards"]["changes"]) => cases(cards),
  "cases.list": ({ items }: Outputs["cases"]["list"]) => cases(items),
  "cases.get": ({ id }: Outputs["cases"]["get"]) => ({ caseId: id }),
  "cases.quickSearch": (rows: Outputs["cases"]["quickSearch"]) => cases(rows),
  "parties.list": ({ items }: Outputs["parties"]["list"]) => people(items),
  "parties.get": ({ id }: Outputs["parties"]["get"]) => ({ partyId: id }),
  "parties.quickSearch": (rows: Outputs["parties"]["quickSearch"]) => people(rows),
  "parties.previewMerge": ({ kept, merged }: Outputs["parties"]["previewMerge"]) =>
    people([kept, merged]),
  "organisations.card": ({ parent, children }: Outputs["organisations"]["card"]) =>
    people([...(parent ? [parent] : []), ...children]),
  "organisations.waitingJoins": (rows: Outputs["organisations"]["waitingJoins"]) => ({
    partyIds: rows.map(({ organisationId }) => organisationId),
  }),
  "portal.ofParty": ({ accounts }: Outputs["portal"]["ofParty"]) =>
    people(accounts.flatMap(({ organisation }) => organisation ?? [])),
} satisfies Record<string, (answer: never) => Own>;

/** Commands that change nothing and answer with people: what is typed must not stand in an address. */
const ASKING_COMMANDS: readonly string[] = ["parties.findDuplicates"];

/** Whether what a procedure answers is written down here; other commands write what they do. */
export const isNoted = (type: string, path: string): boolean =>
  type === "query" || ASKING_COMMANDS.includes(path);

const ownIds: Readonly<Record<string, (answer: never) => Own>> = OWN_IDS;

/** Writes down whose data a query's answer holds. In the way of the answer: unwritten, it is not given. */
export async function noteAnswer(
  ctx: OperatorContext,
  { path, input, answer }: { path: string; input: unknown; answer: unknown },
): Promise<void> {
  const own = ownIds[path]?.(answer as never);
  await noteShown(ctx, path, shownIn(answer, input, own));
}
