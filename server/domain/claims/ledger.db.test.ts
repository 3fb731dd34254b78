import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { createClaim } from "./create-claim";
import { cachesAndSums, makeCase } from "./ledger-fixture";
import { reallocateCases } from "./reallocate-cases";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { reversePayment } from "./reverse-payment";
import { takeBack } from "./take-back";

const desk = await openDesk();

const DAYS = ["2026-09-01", "2026-10-01", "2026-10-01", "2026-11-02", "2026-11-20"];
const day = fc.constantFrom(...DAYS);
const amountMinor = fc.integer({ min: 1, max: 900 });
const currency = fc.constantFrom("CZK" as const, "CZK" as const, "EUR" as const);
const which = fc.nat({ max: 1_000 });
const reversal = fc.constantFrom("correction" as const, "bounce" as const);

const step = fc.oneof(
  fc.record({ do: fc.constant("claim" as const), currency, day, amountMinor, which }),
  fc.record({ do: fc.constant("charge" as const), day, amountMinor, which }),
  fc.record({ do: fc.constant("pay" as const), currency, day, amountMinor, which }),
  fc.record({ do: fc.constant("reversePayment" as const), kind: reversal, day, which }),
  fc.record({ do: fc.constant("reverseCharge" as const), day, which }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Book {
  caseIds: number[];
  claimIds: { id: number; caseId: number; currency: string }[];
  entryIds: number[];
  paymentIds: number[];
}

const pick = <T>(rows: T[], at: number): T | undefined => rows[at % Math.max(1, rows.length)];

async function take(ctx: Context, { book, at }: { book: Book; at: Step & { key: string } }) {
  const caseId = pick(book.caseIds, at.which) as number;
  if (at.do === "claim") {
    const dueOn = at.day;
    const principal = { principalMinor: at.amountMinor, currency: at.currency };
    const { claimId } = await createClaim(ctx, { caseId, dueOn, arisenOn: dueOn, ...principal });
    book.claimIds.push({ id: claimId, caseId, currency: at.currency });
  } else if (at.do === "charge") {
    const claim = pick(book.claimIds, at.which);
    if (!claim) return;
    const kind = at.which % 2 ? "fee" : "costs";
    const { amountMinor, day: valueOn } = at;
    const charged = await addCharge(ctx, { claimId: claim.id, kind, amountMinor, valueOn });
    book.entryIds.push(charged.entryId);
  } else if (at.do === "pay") {
    const named =
      at.which % 3
        ? null
        : pick(
            book.claimIds.filter((c) => c.caseId === caseId),
            at.which,
          );
    const claimId = named && named.currency === at.currency ? named.id : null;
    const { amountMinor, currency, day: valueOn, key: idempotencyKey } = at;
    const given = { caseId, claimId, amountMinor, currency, valueOn, idempotencyKey };
    book.paymentIds.push((await recordPayment(ctx, given)).paymentId);
  } else if (at.do === "reversePayment") {
    const paymentId = pick(book.paymentIds, at.which);
    if (paymentId)
      await reversePayment(ctx, { paymentId, kind: at.kind, valueOn: at.day, reason: "-" });
  } else {
    const entryId = pick(book.entryIds, at.which);
    if (entryId) await reverseCharge(ctx, { entryId, valueOn: at.day, reason: "-" });
  }
}

/** What the allocations table says as a whole, net of what was corrected. */
const netAllocations = (ctx: Context) =>
  reading(
    ctx,
    ({ sql }) => sql`
    select payment_id, component_id, value_on, sum(amount_minor)::bigint as amount
      from allocations group by 1, 2, 3 having sum(amount_minor) <> 0 order by 1, 2, 3`,
  );

describe("random sequences through the verbs", () => {
  it("leave caches that equal the sums, allocations that equal the payments, nothing to redo", async () => {
    let keys = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const tenant = await desk.tenant();
        const ctx = tenant.system();
        const caseIds = [await makeCase(ctx), await makeCase(ctx)];
        const book: Book = { caseIds, claimIds: [], entryIds: [], paymentIds: [] };
        for (const at of steps) {
          await take(ctx, { book, at: { ...at, key: `property-${++keys}` } }).catch((error) => {
            // Reversed before, or before its own day: refused, and nothing may have changed.
            if (!isDomainError(error)) throw error;
          });
        }
        const { caches, sums } = await cachesAndSums(ctx);
        expect(caches).toEqual(sums);
        await expectSound(ctx);
        const again = await inTransaction(ctx, (inner, tx) =>
          reallocateCases(inner, tx, { caseIds }),
        );
        expect(again).toEqual({ caseCount: 2, entryCount: 0 });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("give the same allocations when computed from nothing", async () => {
    const ctx = (await desk.tenant()).system();
    const caseId = await makeCase(ctx);
    const { claimId } = await createClaim(ctx, {
      ...{ caseId, currency: "CZK" as const, dueOn: "2026-03-01", principalMinor: 100_000 },
    });
    const pay = (amountMinor: number, valueOn: string) =>
      recordPayment(ctx, {
        ...{ caseId, amountMinor, currency: "CZK" as const, valueOn },
        idempotencyKey: `from-nothing-${valueOn}`,
      });
    await pay(30_000, "2026-05-01");
    await addCharge(ctx, { claimId, kind: "fee", amountMinor: 20_000, valueOn: "2026-04-01" });
    await pay(50_000, "2026-04-15");
    const { paymentId } = await pay(90_000, "2026-06-01");
    await reversePayment(ctx, { paymentId, kind: "bounce", valueOn: "2026-06-10", reason: "-" });
    const grown = await netAllocations(ctx);
    const rows = await reading(ctx, ({ sql }) => sql`select count(*)::int as n from allocations`);
    // The owner alone can lift the trigger; nobody in the program can.
    await desk.owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${String(ctx.actor.tenantId)}, true)`;
      await sql`alter table allocations disable trigger append_only`;
      await sql`delete from allocations`;
      await sql`alter table allocations enable trigger append_only`;
    });
    const done = await inTransaction(ctx, (inner, tx) =>
      reallocateCases(inner, tx, { caseIds: [caseId] }),
    );
    expect(await netAllocations(ctx)).toEqual(grown);
    expect(done.entryCount).toBe(grown.length);
    expect(rows[0]?.n).toBeGreaterThan(grown.length);
  });
});

/** Straight from the tables: no component below zero on any day, every payment fully placed. */
async function expectSound(ctx: Context) {
  await reading(ctx, async ({ sql }) => {
    const negative = await sql`
      with moves as (
        select component_id, value_on, amount_minor as amount from component_entries
        union all
        select component_id, value_on, -amount_minor from allocations where component_id is not null),
      days as (select component_id, value_on, sum(amount) as amount from moves group by 1, 2)
      select * from (select component_id, value_on,
             sum(amount) over (partition by component_id order by value_on) as balance from days) b
       where balance < 0`;
    expect([...negative]).toEqual([]);
    const unplaced = await sql`
      select p.id from payments p
        left join payments r on r.reverses_id = p.id
       where p.reverses_id is null
         and p.amount_minor + coalesce(r.amount_minor, 0)
             <> (select coalesce(sum(a.amount_minor), 0) from allocations a where a.payment_id = p.id)`;
    expect([...unplaced]).toEqual([]);
    const mixed = await sql`
      select a.id from allocations a join payments p on p.id = a.payment_id
        join claim_components m on m.id = a.component_id join claims c on c.id = m.claim_id
       where c.currency <> p.currency or c.case_id <> p.case_id or a.case_id <> p.case_id`;
    expect([...mixed]).toEqual([]);
  });
}

describe("the ledger's tables", () => {
  it.each(["component_entries", "payments", "allocations"])(
    "%s refuses change and deletion, even to the owner",
    async (table) => {
      const ctx = (await desk.tenant()).system();
      const caseId = await makeCase(ctx);
      const debt = { currency: "CZK" as const, dueOn: "2026-03-01", principalMinor: 1_000 };
      await createClaim(ctx, { caseId, ...debt });
      await recordPayment(ctx, {
        ...{ caseId, amountMinor: 400, currency: "CZK", valueOn: "2026-04-01" },
        idempotencyKey: `append-only-${table}`,
      });
      for (const statement of [`update ${table} set amount_minor = 1`, `delete from ${table}`]) {
        const asApp = inTransaction(ctx, (_, tx) => tx.sql.unsafe(statement));
        await expect(asApp).rejects.toThrow(/permission denied/);
        const asOwner = desk.owner.begin(async (sql) => {
          await sql`select set_config('app.tenant_id', ${String(ctx.actor.tenantId)}, true)`;
          await sql.unsafe(statement);
        });
        await expect(asOwner).rejects.toThrow(/append-only/);
      }
    },
  );

  it("refuse a reversal without its kind, and a payment of nothing", async () => {
    const ctx = (await desk.tenant()).system();
    const caseId = await makeCase(ctx);
    const insert = (amount: number) =>
      inTransaction(
        ctx,
        (_, tx) => tx.sql`
        insert into payments (case_id, amount_minor, currency, value_on, source)
        values (${caseId}, ${amount}, 'CZK', '2026-01-01', 'hand')`,
      );
    await expect(insert(-5)).rejects.toThrow(/payments_reversal/);
    await expect(insert(0)).rejects.toThrow(/payments_/);
  });
});

describe("taking back an import", () => {
  it("voids claims and corrects payments in bulk, and the rest finds its place anew", async () => {
    const ctx = (await desk.tenant()).system("undo");
    const caseIds = [await makeCase(ctx), await makeCase(ctx)];
    const claimIds: number[] = [];
    const paymentIds: number[] = [];
    for (const caseId of caseIds) {
      for (const dueOn of ["2026-01-31", "2026-02-28"]) {
        const debt = { currency: "CZK" as const, dueOn, principalMinor: 10_000 };
        claimIds.push((await createClaim(ctx, { caseId, ...debt })).claimId);
      }
      for (const amountMinor of [4_000, 9_000]) {
        const { paymentId } = await recordPayment(ctx, {
          ...{ caseId, amountMinor, currency: "CZK" as const, valueOn: "2026-03-01" },
          idempotencyKey: `take-back-${caseId}-${amountMinor}`,
        });
        paymentIds.push(paymentId);
      }
    }
    const [gone, stays] = [claimIds[0] as number, claimIds[1] as number];
    const undo = () =>
      inTransaction(ctx, (inner, tx) =>
        takeBack(inner, tx, {
          claimIds: [gone],
          paymentIds: [paymentIds[0] as number, paymentIds[2] as number],
          reason: "import 7",
        }),
      );
    expect((await undo()).caseCount).toBe(2);
    const { caches, sums } = await cachesAndSums(ctx);
    expect(caches).toEqual(sums);
    await expectSound(ctx);
    expect(caches.claims.map((row) => [row.id, row.charged, row.paid])).toEqual([
      [gone, 0, 0],
      [stays, 10_000, 9_000],
      [claimIds[2], 10_000, 9_000],
      [claimIds[3], 10_000, 0],
    ]);
    expect(caches.cases.map((row) => row.claims)).toEqual([1, 2]);
    expect((await undo()).entryCount).toBe(0);
    const audits = await reading(
      ctx,
      ({ sql }) => sql`
      select action, count(*)::int as n from audit_entries
       where action in ('claims.void', 'claims.reverse-payment') group by 1 order by 1`,
    );
    expect([...audits]).toEqual([
      { action: "claims.reverse-payment", n: 2 },
      { action: "claims.void", n: 1 },
    ]);
  });
});

it("hundreds of cases at once, over several chunks, leave the planner as it was", async () => {
  const ctx = (await desk.tenant()).system();
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    await sql`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
      select 'M' || n, 2026, n, 'collection', 'new', '2026-01-01' from generate_series(1, 2300) n`;
    await sql`
      insert into claims (case_id, currency, due_on) select id, 'CZK', '2026-01-31' from cases`;
    await sql`
      insert into claim_components (claim_id, kind) select id, 'principal' from claims`;
    await sql`
      insert into component_entries (component_id, amount_minor, value_on)
      select id, 1000, '2026-01-01' from claim_components`;
    await sql`
      insert into payments (case_id, amount_minor, currency, value_on, source)
      select id, 1 + ref_number % 1500, 'CZK', '2026-02-01', 'import' from cases`;
    const ids = (await sql<{ id: number }[]>`select id from cases`).map(({ id }) => id);
    const settings = () => sql`
      select current_setting('enable_seqscan') as scan, current_setting('enable_hashjoin') as hash`;
    const before = [...(await settings())];
    const changes: number[] = [];
    const done = await reallocateCases(inner, tx, {
      caseIds: ids,
      onChange: ({ claimId }) => changes.push(claimId),
    });
    expect(done.caseCount).toBe(2_300);
    expect(new Set(changes).size).toBe(2_300);
    expect([...(await settings())]).toEqual(before);
  });
  const { caches, sums } = await cachesAndSums(ctx);
  expect(caches).toEqual(sums);
  await expectSound(ctx);
});
