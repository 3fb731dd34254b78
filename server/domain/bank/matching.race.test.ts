import { expect, it } from "vitest";
import { isDomainError } from "@/server/kernel/errors";
import { claimsOfCase } from "../claims";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import {
  assignMovement,
  matchMovements,
  parkMovement,
  refuseCandidate,
  rematchOpen,
  splitMovement,
  undoDecision,
} from ".";
import { bankAgency } from "./testing/bank-agency";

const desk = await openDesk();
const note = "Vráceno zpět";

const codesOf = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === "fulfilled"
      ? []
      : [isDomainError(result.reason) ? result.reason.code : String(result.reason)],
  );

async function waiting(amountMinor: number, symbol: string | null = null) {
  const agency = await bankAgency(desk);
  const debt = await agency.debt("4100000011", 10_000);
  await agency.upload([{ variableSymbol: symbol, amountMinor }]);
  const [movement] = await agency.all();
  const paid = async () =>
    (await claimsOfCase(agency.ctx, { caseId: debt.caseId })).totals[0]?.paidMinor;
  return { ...agency, ...debt, movementId: movement?.id ?? 0, paid };
}

it("four matchers at once, over many movements of few cases: each is booked once", async () => {
  const { tenant, ctx, debt, upload, all } = await bankAgency(desk);
  const debts = await Promise.all(["4100000011", "4100000022", "4100000033"].map((vs) => debt(vs)));
  const many = Array.from({ length: 48 }, (_, n) => ({
    variableSymbol: ["4100000011", "4100000022", "4100000033"][n % 3] ?? null,
    amountMinor: 1_000 + n,
  }));
  await upload(many);
  const runs = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      n === 4 ? rematchOpen(tenant.system()) : matchMovements(tenant.system(`matcher-${n}`)),
    ),
  );
  expect(runs).toHaveLength(4);
  await matchMovements(tenant.system());
  expect((await all()).map(({ state }) => state)).toEqual(many.map(() => "matched"));
  const paid = await Promise.all(
    debts.map(async ({ caseId }) => (await claimsOfCase(ctx, { caseId })).totals[0]?.paidMinor),
  );
  const sums = [0, 1, 2].map((of) =>
    many.filter((_, n) => n % 3 === of).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  );
  expect(paid).toEqual(sums);
});

it("two people accept one movement, a third splits it: one of them wins", async () => {
  const { ctx, debt, run, caseId, movementId, paid } = await waiting(4_000);
  await run();
  const other = await debt("4100000022", 10_000);
  const results = await Promise.allSettled([
    assignMovement(ctx, { movementId, caseId }),
    assignMovement(ctx, { movementId, caseId }),
    splitMovement(ctx, {
      movementId,
      parts: [
        { caseId, amountMinor: 1_000 },
        { caseId: other.caseId, amountMinor: 3_000 },
      ],
    }),
  ]);
  expect(codesOf(results)).toEqual(["bank.movement_decided", "bank.movement_decided"]);
  const rest = (await claimsOfCase(ctx, { caseId: other.caseId })).totals[0]?.paidMinor ?? 0;
  expect(((await paid()) ?? 0) + rest).toBe(4_000);
});

it("the machine and a person at one movement: one of them books it, once", async () => {
  const { tenant, ctx, caseId, movementId, paid } = await waiting(4_000, "4100000011");
  await Promise.allSettled([
    matchMovements(tenant.system()),
    assignMovement(ctx, { movementId, caseId }),
    matchMovements(tenant.system()),
  ]);
  expect(await paid()).toBe(4_000);
});

it("one decision undone by three at once, while somebody accepts again: nothing is paid twice", async () => {
  const { ctx, run, caseId, movementId, paid, all } = await waiting(4_000);
  await run();
  const { decisionId } = await assignMovement(ctx, { movementId, caseId });
  const undo = () => undoDecision(ctx, { decisionId, note });
  const results = await Promise.allSettled([
    undo(),
    undo(),
    undo(),
    assignMovement(ctx, { movementId, caseId }),
  ]);
  expect(results.slice(0, 3).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [movement] = await all();
  const isBooked = results[3]?.status === "fulfilled";
  expect(movement?.state).toBe(isBooked ? "matched" : "open");
  expect(await paid()).toBe(isBooked ? 4_000 : 0);
  const rows = await inTransaction(ctx, async (_, { sql }) => [
    ...(await sql`select id from payments where reverses_id is not null`),
  ]);
  expect(rows).toHaveLength(1);
});

it("somebody refuses a candidate while another puts the movement off: it stays put off", async () => {
  for (let round = 0; round < 8; round += 1) {
    const { ctx, run, caseId, movementId, all } = await waiting(4_000, "4100000017");
    await run();
    await Promise.all([
      refuseCandidate(ctx, { movementId, caseId }),
      parkMovement(ctx, { movementId, note }),
    ]);
    expect(await all()).toMatchObject([{ state: "parked", note }]);
  }
});
