import { describe, expect, it } from "vitest";
import { openCase } from "../cases";
import { createClaim, recordPayment } from "../claims";
import { type Context, inTransaction, reading, type SystemActor } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { listCandidates, matchMovements, rematchClaims } from ".";
import type { Golden } from "./testing/golden";
import { BY_PAYER } from "./testing/golden-payers";
import { BY_SYMBOL } from "./testing/golden-symbols";
import { HISTORY, WORLD, type WorldCode, worldOf } from "./testing/golden-world";

const GOLDEN = [...BY_SYMBOL, ...BY_PAYER];

const desk = await openDesk();
const tenant = await desk.tenant();
const admin = await tenant.operator();
const caseOf = new Map<WorldCode, number>();
let statementId = 0;
let accountId = 0;
let serial = 0;

async function debt(
  ctx: Context,
  caseId: number,
  [vs, owedMinor, currency]: [string | null, number, "CZK" | "EUR"],
) {
  return createClaim(ctx, {
    ...{ caseId, variableSymbol: vs, principalMinor: owedMinor, currency, dueOn: "2026-10-01" },
  });
}

async function makeWorld(): Promise<void> {
  for (const code of Object.keys(WORLD) as WorldCode[]) {
    const { debtor, kind = "natural_person", claims, isHidden, refNo } = worldOf(code);
    const { partyId } = await createParty(admin, { kind, fullName: debtor });
    const parties = [{ partyId, role: "debtor" }];
    const { caseId } = await openCase(admin, { category: "collection", parties });
    caseOf.set(code, caseId);
    if (refNo) await renumber(caseId, refNo);
    for (const { vs, owedMinor, currency = "CZK", isPaid } of claims) {
      const { claimId } = await debt(admin, caseId, [vs, owedMinor, currency]);
      if (!isPaid) continue;
      await recordPayment(admin, {
        ...{ caseId, claimId, amountMinor: owedMinor, currency, valueOn: "2026-10-02" },
        idempotencyKey: `golden-paid-${claimId}`,
      });
    }
    if (isHidden) {
      await inTransaction(admin, async (_, { sql }) => {
        const [group] = await sql<{ id: number }[]>`
          insert into access_groups (code, name) values ('P', 'Praha') returning id`;
        await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
      });
    }
  }
}

const renumber = (caseId: number, [number, year]: [number, number]) =>
  inTransaction(
    admin,
    (_, { sql }) => sql`
      update cases set ref_no = ${`${number}/${year}`}, ref_number = ${number}, ref_year = ${year}
       where id = ${caseId}`,
  );

async function makeHistory(): Promise<void> {
  await inTransaction(admin, async (_, { sql }) => {
    const [account] = await sql<{ id: number }[]>`
      insert into bank_accounts (number, currency) values ('2600000003/2010', 'CZK') returning id`;
    accountId = account?.id ?? 0;
    const [statement] = await sql<{ id: number }[]>`
      insert into bank_statements (account_id, file_name, format, imported_at)
      values (${accountId}, 'golden', 'abo', now()) returning id`;
    statementId = statement?.id ?? 0;
    for (const [account, codes] of Object.entries(HISTORY)) {
      for (const code of codes) {
        await sql`
          insert into bank_movements (account_id, statement_id, identity, booked_on, amount_minor,
                 currency, counter_account, line, raw, state, reason, case_id)
          values (${accountId}, ${statementId}, ${`history ${++serial}`}, '2026-11-01', 100, 'CZK',
                  ${account}, 1, '', 'matched', 'by_person', ${caseOf.get(code) ?? 0})`;
      }
    }
  });
}

async function arrive(ctx: Context, golden: Golden): Promise<number> {
  if (!ctx.tx) throw new Error("inside the row's own transaction");
  const { sql } = ctx.tx;
  let movementId = 0;
  for (let n = golden.isTwin ? 2 : 1; n > 0; n -= 1) {
    const [row] = await sql<{ id: number }[]>`
      insert into bank_movements (account_id, statement_id, identity, booked_on, amount_minor,
             currency, is_reversal, counter_account, counter_name, variable_symbol,
             corrected_symbol, specific_symbol, message, line, raw)
      values (${accountId}, ${statementId}, ${`golden ${++serial}`}, '2026-11-20',
              ${golden.amountMinor}, ${golden.currency ?? "CZK"}, ${golden.isReversal ?? false},
              ${golden.account ?? null}, ${golden.name ?? null}, ${golden.vs ?? null},
              ${golden.corrected ?? null}, ${golden.ss ?? null}, ${golden.message ?? null}, 1, '')
      returning id`;
    movementId = row?.id ?? 0;
  }
  for (const code of golden.refused ?? []) {
    await sql`
      insert into match_refusals (movement_id, case_id, refused_at)
      values (${movementId}, ${caseOf.get(code) ?? 0}, now())`;
  }
  if (golden.schedule) {
    const { of, vs = null, nextMinor } = golden.schedule;
    await sql`
      insert into instalment_schedules (case_id, currency, total_minor, variable_symbol, starts_on,
             grace_days, instalment_count, next_due_on, next_open_minor, created_at)
      values (${caseOf.get(of) ?? 0}, 'CZK', ${nextMinor * 2}, ${vs}, '2026-11-01', 5, 2,
              '2026-11-25', ${nextMinor}, now())`;
  }
  for (const [step, mode] of Object.entries(golden.rules ?? {})) {
    await sql`insert into match_rules (step, mode) values (${step}, ${mode})`;
  }
  return movementId;
}

interface StoodRow {
  state: string;
  reason: string;
  caseId: number | null;
}

class Rollback extends Error {}

/** Each row meets the world as it was: what it changes is taken back. */
async function outcomeOf(golden: Golden) {
  let outcome: unknown;
  const system = tenant.system("golden");
  const work = async (ctx: Context<SystemActor>) => {
    const movementId = await arrive(ctx, golden);
    await matchMovements(ctx);
    if (golden.claimAfter) {
      const { of, vs, owedMinor } = golden.claimAfter;
      const { claimId } = await debt(ctx, caseOf.get(of) ?? 0, [vs, owedMinor, "CZK"]);
      await rematchClaims(ctx, { claimIds: [claimId] });
    }
    const rows = await reading(ctx, ({ sql }) =>
      sql<StoodRow[]>`
      select state, reason, case_id as "caseId" from bank_movements where id = ${movementId}`.then(
        (found) => [...found],
      ),
    );
    const candidates = rows[0]?.state === "open" ? await listCandidates(ctx, { movementId }) : [];
    outcome = { ...rows[0], candidates };
    throw new Rollback();
  };
  await inTransaction(system, work).catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error;
  });
  return outcome as {
    state: string;
    reason: string;
    caseId: number | null;
    candidates: Awaited<ReturnType<typeof listCandidates>>;
  };
}

describe("the golden set", async () => {
  await makeWorld();
  await makeHistory();
  const codeOf = new Map([...caseOf].map(([code, id]) => [id, code]));
  const nameOf = (caseId: number | null | undefined) =>
    caseId === null || caseId === undefined ? null : codeOf.get(caseId);

  it("has at least sixty movements, no two of one note", () => {
    expect(GOLDEN.length).toBeGreaterThanOrEqual(60);
    expect(new Set(GOLDEN.map(({ note }) => note)).size).toBe(GOLDEN.length);
  });

  it.each(GOLDEN.map((golden) => [golden.note, golden] as const))("%s", async (_, golden) => {
    const { state, reason, caseId, candidates } = await outcomeOf(golden);
    if (golden.pays) {
      expect([state, nameOf(caseId)]).toEqual(["matched", golden.pays]);
      if (golden.reason) expect(reason).toBe(golden.reason);
      return;
    }
    expect([state, reason]).toEqual([
      golden.waits === "outgoing" ? "ignored" : "open",
      golden.waits,
    ]);
    if (golden.first !== undefined) expect(nameOf(candidates[0]?.caseId)).toBe(golden.first);
    if (golden.why) expect(candidates[0]?.reasons.map(({ code }) => code)).toContain(golden.why);
    for (const code of golden.refused ?? []) {
      expect(candidates.map((each) => each.caseId)).not.toContain(caseOf.get(code));
    }
  });
});
