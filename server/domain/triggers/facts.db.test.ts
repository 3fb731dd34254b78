import { beforeEach, describe, expect, it } from "vitest";
import { assignMovement } from "../bank";
import { bankAgency } from "../bank/testing/bank-agency";
import { moveCase } from "../cases";
import { createClaim, recordPayment } from "../claims";
import { openConfigScene } from "../configuration/testing/config-scene";
import { inTransaction } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { addCallForm, addNote } from "../timeline";
import { deliverTriggers } from ".";

const desk = await openDesk();
const scene = await openConfigScene(desk);
const { ctx, twin } = scene;

const file = (facts: string, more = "") => `version: 1
triggers:
  loan:
    on: [${facts}]
    url: ${twin.url("/on")}
${more}`;

const told = (): (Record<string, unknown> & { type: string })[] =>
  twin.heard.map(({ body }) => {
    const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
    return { type, ...data };
  });
const drain = async () => {
  while ((await deliverTriggers(scene.job())).count > 0);
};
let serial = 0;

async function owing() {
  const { caseId } = await makeDebtor(ctx);
  await createClaim(ctx, {
    ...{ caseId, currency: "CZK" as const, dueOn: "2026-10-01", principalMinor: 100_000 },
  });
  return caseId;
}

const pay = (caseId: number, amountMinor = 100_000) =>
  recordPayment(ctx, {
    ...{ caseId, amountMinor, currency: "CZK", valueOn: "2026-11-01" },
    idempotencyKey: `triggers-facts-${++serial}`,
  });

beforeEach(async () => {
  await drain();
  twin.heard.length = 0;
});

describe("verbs tell the customer's program", () => {
  it("of a payment received, and what it paid", async () => {
    await scene.write(file("payment.received, allocation.added, movement.assigned"));
    const caseId = await owing();
    const { paymentId } = await pay(caseId, 40_000);
    await drain();
    const mine = told().sort((a, b) => (a.type < b.type ? -1 : 1));
    expect(mine).toMatchObject([
      { type: "allocation.added", caseId, paymentId, parts: [{ amountMinor: 40_000 }] },
      { type: "payment.received", caseId, paymentId, amountMinor: 40_000, category: "collection" },
    ]);
    expect(mine[0]).toHaveProperty("refNo", expect.stringMatching(/\d+\/\d{4}/));
  });

  it("of a movement of the bank that was assigned, by the machine or by hand", async () => {
    const agency = await bankAgency(desk);
    const bank = await openConfigScene(desk, agency);
    await bank.write(file("movement.assigned").replace(twin.host, bank.twin.host));
    const [one, other] = [await agency.debt("4100000011"), await agency.debt("4100000022")];
    await agency.upload([
      { variableSymbol: "4100000011", amountMinor: 100_000 },
      { variableSymbol: null, amountMinor: 50_000 },
    ]);
    await agency.run();
    const open = (await agency.all()).find(({ state }) => state === "open");
    const { caseId } = other;
    await assignMovement(agency.ctx, { movementId: open?.id ?? 0, caseId });
    await recordPayment(agency.ctx, {
      ...{ caseId, amountMinor: 1_000, currency: "CZK", valueOn: "2026-11-01" },
      idempotencyKey: "by-hand-no-movement",
    });
    while ((await deliverTriggers(bank.job())).count > 0);
    const heard = bank.twin.heard.map(({ body }) => JSON.parse(body).data);
    expect(heard).toMatchObject([{ caseId: one.caseId }, { caseId, movementId: open?.id }]);
  });

  it("of a case moved, closed, and closed because it is paid", async () => {
    await scene.write(file("case.moved, case.closed, case.closed_paid"));
    const fields = { closingReason: "uncollectible" };
    const [paid, unpaid] = [await owing(), await owing()];
    await pay(paid);
    await moveCase(ctx, { caseId: paid, to: "paid" });
    await moveCase(ctx, { caseId: unpaid, to: "returned", resolution: "Na žádost", fields });
    await drain();
    const of = (caseId: number) =>
      told()
        .filter((each) => each.caseId === caseId)
        .map(({ type }) => type)
        .sort();
    expect(of(paid)).toEqual(["case.closed", "case.closed_paid", "case.moved"]);
    expect(of(unpaid)).toEqual(["case.closed", "case.moved"]);
  });

  it("of events, files and forms, by whatever verb they came, many by one statement too", async () => {
    await scene.write(file("event.added, form.saved"));
    const cases = [await owing(), await owing()];
    twin.heard.length = 0;
    await drain();
    twin.heard.length = 0;
    const [caseId = 0] = cases;
    await addNote(ctx, { caseId, text: "Volal." });
    await addCallForm(ctx, { caseId, direction: "outgoing", outcome: "reached", text: "Slíbil." });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into case_events (case_id, kind, text)
                select unnest(${cases}::bigint[]), 'work', 'Úkon'`;
    });
    await drain();
    const types = told().map(({ type, kind }) => `${type} ${kind}`);
    expect(types.filter((each) => each.endsWith("note"))).toEqual(["event.added note"]);
    expect(types).toContain("form.saved call_form");
    expect(types.filter((each) => each === "event.added work")).toHaveLength(2);
  });

  it("of the categories that it asks for only", async () => {
    await scene.write(file("payment.received", "    categories: [loan]\n"));
    await pay(await owing());
    await drain();
    expect(told()).toEqual([]);
  });
});
