import { describe, expect, it } from "vitest";
import { parties } from "@/db/schema";
import { writeAudit } from "./audit";
import { inTransaction, reading } from "./context";
import { writeFact } from "./events";
import { openDesk } from "./testing";

const desk = await openDesk();
const party = { kind: "legal_entity", fullName: "Alfa s.r.o.", nameKey: "alfa s.r.o." } as const;

describe("a transaction", () => {
  it("shows a tenant only its own rows, and fills the tenant in", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const [a, b] = [await one.operator(), await two.operator()];
    await inTransaction(a, async (_, tx) => tx.insert(parties).values(party));
    expect(await reading(a, (tx) => tx.select().from(parties))).toMatchObject([
      { tenantId: one.id },
    ]);
    expect(await reading(b, (tx) => tx.select().from(parties))).toEqual([]);
  });

  it("refuses a row for another tenant", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const a = await one.operator();
    await expect(
      inTransaction(a, async (_, tx) => tx.insert(parties).values({ ...party, tenantId: two.id })),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("takes a failed inner verb back and keeps the outer one", async () => {
    const a = await (await desk.tenant()).operator();
    await inTransaction(a, async (ctx, tx) => {
      await tx.insert(parties).values(party);
      await inTransaction(ctx, async (_, inner) => {
        await inner.insert(parties).values(party);
        throw new Error("changed my mind");
      }).catch(() => undefined);
    });
    expect(await reading(a, (tx) => tx.select().from(parties))).toHaveLength(1);
  });

  it("gives raw SQL numbers, day strings, instants and JSON back as they are", async () => {
    const a = await (await desk.tenant()).operator();
    const [row] = await reading(
      a,
      (tx) => tx.sql`select 5::bigint as n, ${"2026-01-31"}::date as d, ${a.now}::timestamptz as at,
        ${tx.sql.json({ a: 1 })}::jsonb as j, array_agg(x) as many from unnest(array[1,2]::bigint[]) x`,
    );
    expect(row).toEqual({ n: 5, d: "2026-01-31", at: a.now, j: { a: 1 }, many: [1, 2] });
  });
});

describe("audit and facts", () => {
  it("are refused outside a transaction", async () => {
    const a = await (await desk.tenant()).operator();
    await expect(writeAudit(a, { action: "x", entity: "x", entityId: 1 })).rejects.toThrow();
    await expect(
      writeFact(a, { name: "party.created", payload: { partyId: 1 } }),
    ).rejects.toThrow();
  });

  it("write a keyed fact once", async () => {
    const a = await (await desk.tenant()).operator();
    const fact = { name: "party.created", payload: { partyId: 1 }, key: "k" } as const;
    await inTransaction(a, async (ctx) => {
      await writeFact(ctx, fact);
      await writeFact(ctx, fact);
    });
    const [{ n } = { n: 0 }] = await reading(
      a,
      (tx) => tx.sql`select count(*) as n from outbox_facts`,
    );
    expect(n).toBe(1);
  });
});
