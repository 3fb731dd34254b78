import { describe, expect, it } from "vitest";
import { saveTag } from "@/server/domain/cases";
import { inTransaction, reading } from "@/server/domain/context";
import { getBulkAction, startBulkAction } from "@/server/domain/lists";
import { openDesk } from "@/server/domain/testing";
import { bulkRun } from "./bulk-run";

const desk = await openDesk();

/** A bulk action on so many cases, and what the relay would hand to its function. */
async function scene(cases: number) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
  await inTransaction(ctx, (_, tx) =>
    tx.sql`insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
      select n::text, 0, n, 'collection', 'new', '2026-01-01' from generate_series(1, ${cases}) n`.then(
      () => undefined,
    ),
  );
  const { tagId } = await saveTag(ctx, { code: "vip", name: "VIP" });
  const { bulkActionId } = await startBulkAction(ctx, {
    list: "cases",
    action: "tag",
    params: { tagId },
    selection: { mode: "all" },
  });
  const payload = { bulkActionId, operatorId: ctx.actor.operatorId };
  const told = { beats: 0 };
  const delivery = (attempt: number, beat = async () => {}) => ({
    attempt,
    beat: async () => {
      told.beats += 1;
      await beat();
    },
  });
  const factCount = () =>
    reading(ctx, async (tx) => {
      const [row] = await tx.sql<{ n: number }[]>`
        select count(*) as n from outbox_facts where name = 'bulk.requested'`;
      return row?.n ?? 0;
    });
  return { tenant, ctx, bulkActionId, payload, told, delivery, factCount };
}

describe("the function of a bulk action", () => {
  it("works chunk by chunk to the end and tells that it lives", async () => {
    const { tenant, ctx, bulkActionId, payload, told, delivery, factCount } = await scene(450);
    await bulkRun(tenant.system(), payload, delivery(1));
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ state: "done", done: 450 });
    expect(told.beats).toBe(2);
    expect(await factCount()).toBe(1);
  });

  it("queues up again behind the other facts when it is long", async () => {
    const { tenant, ctx, bulkActionId, payload, delivery, factCount } = await scene(10 * 200 + 1);
    await bulkRun(tenant.system(), payload, delivery(1));
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      state: "running",
      done: 2_000,
    });
    expect(await factCount()).toBe(2);
  });

  it("leaves a fault to the relay, and gives up at the fifth", async () => {
    const { tenant, ctx, bulkActionId, payload, delivery } = await scene(450);
    const silent = async () => {
      throw new Error("no line to the database");
    };
    await expect(bulkRun(tenant.system(), payload, delivery(1, silent))).rejects.toThrow("no line");
    await bulkRun(tenant.system(), payload, delivery(5, silent));
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      state: "failed",
      done: 400,
    });
  });
});
