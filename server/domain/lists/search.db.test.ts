import { describe, expect, it } from "vitest";
import type { ListName } from "@/db/values/lists";
import { listCases, openCase } from "../cases";
import { createClaim, listClaims, listPayments, recordPayment } from "../claims";
import type { OperatorContext } from "../context";
import { createParty, listParties } from "../parties";
import { openDesk } from "../testing";
import { addTask, listTasks } from "../timeline";

const desk = await openDesk();

/** Valid birth numbers; the second is the variable symbol of somebody else too. */
const OWN = "8051011232";
const SHARED = "8051011243";

/** How many rows of each list a text finds. */
const FINDERS: Record<ListName, (ctx: OperatorContext, text: string) => Promise<number>> = {
  cases: async (ctx, text) => (await listCases(ctx, { filter: { text } })).items.length,
  parties: async (ctx, text) => (await listParties(ctx, { filter: { text } })).items.length,
  claims: async (ctx, text) => (await listClaims(ctx, { filter: { text } })).items.length,
  payments: async (ctx, text) => (await listPayments(ctx, { filter: { text } })).items.length,
  tasks: async (ctx, text) => (await listTasks(ctx, { text, assignee: "anyone" })).items.length,
};

let serial = 0;

async function debtor(
  ctx: OperatorContext,
  person: { fullName: string; birthNumber?: string; variableSymbol: string },
): Promise<void> {
  const { fullName, birthNumber, variableSymbol } = person;
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName, birthNumber, isKnownToDiffer: true },
    phones: birthNumber === OWN ? [{ value: "+420601234567" }] : [],
    emails: birthNumber === OWN ? [{ value: "rehor@saldo.example" }] : [],
  });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId } = await openCase(ctx, { category: "collection", parties });
  const money = { caseId, currency: "CZK", variableSymbol } as const;
  await createClaim(ctx, { ...money, dueOn: "2026-10-01", principalMinor: 100_000 });
  await recordPayment(ctx, {
    ...{ ...money, amountMinor: 100, valueOn: "2026-10-02", idempotencyKey: `search-${++serial}` },
  });
  const dueAt = new Date("2026-11-30T09:00:00Z");
  await addTask(ctx, { caseId, text: "Zavolat", dueAt, assigneeId: null });
}

async function register() {
  const ctx = await (await desk.tenant()).operator("supervisor");
  await debtor(ctx, { fullName: "Řehoř Žižka", birthNumber: OWN, variableSymbol: "4711" });
  await debtor(ctx, { fullName: "Adam Mladý", birthNumber: SHARED, variableSymbol: "4712" });
  await debtor(ctx, { fullName: "Emil Starý", variableSymbol: SHARED });
  return ctx;
}

describe.each(Object.keys(FINDERS) as ListName[])("the list of %s", (list) => {
  const find = FINDERS[list];

  it("is searched blind to accents and order, by name, telephone, e-mail", async () => {
    const ctx = await register();
    for (const text of ["zizka rehor", "ŘEHOŘ", "601234567", "rehor@saldo.example"]) {
      expect([text, await find(ctx, text)]).toEqual([text, 1]);
    }
    expect(await find(ctx, "nikdo")).toBe(0);
  });

  it("is searched by a name with titles, with dots or without them", async () => {
    const ctx = await register();
    for (const text of ["Mgr. Řehoř Žižka", "JUDr. Žižka, Ph.D., MBA", "ing zizka csc"]) {
      expect([text, await find(ctx, text)]).toEqual([text, 1]);
    }
    expect(await find(ctx, "Mgr. Nikdo")).toBe(0);
  });

  it("is searched by a whole birth number, of which nothing is stored in clear", async () => {
    const ctx = await register();
    expect(await find(ctx, OWN)).toBe(1);
    expect(await find(ctx, "805101/1232")).toBe(1);
    expect(await find(ctx, "805101123")).toBe(0);
    const stranger = await (await desk.tenant()).operator("supervisor");
    expect(await find(stranger, OWN)).toBe(0);
  });

  it("finds ten digits as a birth number and as a variable symbol", async () => {
    const ctx = await register();
    expect(await find(ctx, SHARED)).toBe(list === "parties" ? 1 : 2);
  });
});
