import { expect, it } from "vitest";
import { getCase, openCase, saveTag, tagCases } from "@/server/domain/cases";
import {
  type Context,
  inTransaction,
  makeToday,
  type OperatorContext,
  type SystemActor,
} from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { sweepAll } from "./sweeps";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };

it("takes tags off in every tenant once their last day is over", async () => {
  const cases: { ctx: OperatorContext; caseId: number }[] = [];
  for (const tenant of [await desk.tenant(), await desk.tenant()]) {
    const ctx = await tenant.operator();
    const partyId = await inTransaction(ctx, (_, { sql }) =>
      sql<{ id: number }[]>`
        insert into parties (kind, full_name, name_key) values ('natural_person', 'Jan', 'jan')
        returning id`.then(([row]) => row?.id ?? 0),
    );
    const parties = [{ partyId, role: "debtor" }];
    const { caseId } = await openCase(ctx, { category: "collection", parties });
    const { tagId } = await saveTag(ctx, { code: "klid", name: "Klid" });
    await tagCases(ctx, { caseIds: [caseId], tagId, endsOn: ctx.today });
    cases.push({ ctx, caseId });
  }
  const at = (now: Date) =>
    sweepAll({
      db: desk.db,
      log,
      makeContext: (actor: SystemActor): Context<SystemActor> => ({
        ...{ db: desk.db, keys: desk.keys, log, actor, now },
        today: makeToday(now),
      }),
    });
  const tagsOf = async () =>
    Promise.all(cases.map(async ({ ctx, caseId }) => (await getCase(ctx, { caseId })).tags.length));
  await at(desk.now);
  expect(await tagsOf()).toEqual([1, 1]);
  await at(new Date(desk.now.getTime() + 24 * 60 * 60 * 1000));
  expect(await tagsOf()).toEqual([0, 0]);
});
