import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COUNTED_MAX } from "@/db/values/feeds";
import {
  type AccountingTwin,
  openAccountingTwin,
} from "@/server/connectors/accounting/testing/accounting-twin";
import { listMovements, matchMovements } from "../../bank";
import { openCase } from "../../cases";
import { claimsOfCase, createClaim, listPayments } from "../../claims";
import { type Context, inTransaction, makeToday, reading } from "../../context";
import { createParty } from "../../parties";
import { openDesk } from "../../testing";
import {
  deleteSource,
  enterAccountingPayment,
  listEnteredPayments,
  listSources,
  replaySource,
  saveSource,
  takeOverPayments,
} from "..";
import type { EnterPaymentInput } from "../inputs";

const desk = await openDesk();
const TOKEN = "tajny-token-1234";
const ICO = "25596641";
const BIRTH_NUMBER = "8001019114";

let now = desk.now;
let twin: AccountingTwin;
beforeEach(async () => {
  now = desk.now;
  twin = await openAccountingTwin({ token: TOKEN });
});
afterEach(() => twin.close());

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const outside = { fioUrl: "http://127.0.0.1:9/", isPrivateAllowed: true };
const at = <C extends Context>(ctx: C): C => ({ ...ctx, now, today: makeToday(now), outside });

async function agency() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const clerk = await tenant.operator("operator");
  const company = await createParty(admin, {
    ...{ kind: "legal_entity", fullName: "Dlužník s.r.o.", registrationNo: ICO },
  });
  const person = await createParty(admin, {
    ...{ kind: "natural_person", fullName: "Jan Novák", birthNumber: BIRTH_NUMBER },
  });
  const debt = async (partyId: number, principalMinor: number, variableSymbol?: string) => {
    const parties = [{ partyId, role: "debtor" }];
    const { caseId, refNo } = await openCase(admin, { category: "collection", parties });
    const { claimId } = await createClaim(admin, {
      ...{ caseId, principalMinor, currency: "CZK", dueOn: "2026-10-01", variableSymbol },
    });
    return { caseId, refNo, claimId };
  };
  const enter = (more: Partial<EnterPaymentInput>) =>
    enterAccountingPayment(at(clerk), {
      ...{ bookedOn: "2026-11-20", amountMinor: 1_000, currency: "CZK" },
      idempotencyKey: randomUUID(),
      ...more,
    });
  const takeOver = () => takeOverPayments(at(tenant.system("accounting-take-over")));
  const movements = async () => (await listMovements(admin, { order: "asc" })).items;
  const reasons = async () => (await movements()).map(({ state, reason }) => [state, reason]);
  const paidOf = async (caseId: number) =>
    (await claimsOfCase(admin, { caseId })).totals[0]?.paidMinor;
  const own = async () => (await listSources(admin)).find(({ kind }) => kind === "own");
  return {
    ...{ tenant, admin, clerk, company, person, debt, enter, takeOver, movements, reasons },
    ...{ paidOf, own },
  };
}

describe("a payment entered as in accounting", () => {
  it("is on its case and its party's page after the next take-over, with the lag in sight", async () => {
    const { admin, company, person, debt, enter, takeOver, reasons, paidOf, own } = await agency();
    const byIco = await debt(company.partyId, 50_000);
    const byBirth = await debt(person.partyId, 50_000);
    await enter({ registrationNo: "2559 6641", amountMinor: 10_000, documentNumber: "FP-1" });
    await enter({ birthNumber: "800101/9114", amountMinor: 2_000 });
    await enter({ caseRef: byIco.refNo, amountMinor: 3_000 });
    expect(await own()).toMatchObject({ waitingCount: 3, okAt: null });
    pass(30);
    expect(await takeOver()).toEqual({ count: 3 });
    expect(await reasons()).toEqual(Array(3).fill(["matched", "counterparty"]));
    expect(await paidOf(byIco.caseId)).toBe(13_000);
    expect(await paidOf(byBirth.caseId)).toBe(2_000);
    const { items } = await listPayments(admin, { filter: { partyId: company.partyId } });
    expect(items.map(({ amountMinor, caseId }) => [amountMinor, caseId])).toEqual([
      [3_000, byIco.caseId],
      [10_000, byIco.caseId],
    ]);
    expect(await own()).toMatchObject({
      ...{ waitingCount: 0, takenCount: 3, lagSeconds: 30, okAt: now, trouble: null },
    });
    expect(await takeOver()).toEqual({ count: 0 });
    const [last] = await listEnteredPayments(admin);
    expect(last).toMatchObject({ state: "matched", refNo: byIco.refNo, takenAt: now });
  });

  it("whose counterparty nobody knows waits in the bank's queue with the reason", async () => {
    const { company, debt, enter, takeOver, reasons, tenant, paidOf } = await agency();
    await enter({ registrationNo: "27074358" });
    await enter({ counterpartyName: "Dlužník s.r.o." });
    await enter({ registrationNo: ICO });
    const one = await debt(company.partyId, 10_000, "41");
    await takeOver();
    expect(await reasons()).toEqual([
      ["open", "unknown_counterparty"],
      ["open", "unknown_counterparty"],
      ["matched", "counterparty"],
    ]);
    // Of two cases of one company nobody can say which, unless the symbol does.
    await debt(company.partyId, 10_000, "42");
    await enter({ registrationNo: ICO });
    await enter({ registrationNo: ICO, variableSymbol: "0041", amountMinor: 500 });
    // Somebody else pays for the debtor: the symbol decides, as on any statement.
    await enter({ registrationNo: "27074358", variableSymbol: "42", amountMinor: 700 });
    await takeOver();
    await matchMovements(tenant.system());
    expect((await reasons()).slice(3)).toEqual([
      ["open", "several_cases"],
      ["matched", "counterparty"],
      ["matched", "exact_symbol"],
    ]);
    expect(await paidOf(one.caseId)).toBe(1_500);
  });

  it("that comes when the claim has just been paid is left to a person", async () => {
    const { company, debt, enter, takeOver, reasons } = await agency();
    await debt(company.partyId, 1_000);
    await enter({ registrationNo: ICO });
    await enter({ registrationNo: ICO });
    await takeOver();
    expect(await reasons()).toEqual([
      ["matched", "counterparty"],
      ["open", "nothing_owed"],
    ]);
  });

  it("is entered once however often the form is sent, by who may, with an identifier that is one", async () => {
    const { tenant, enter, takeOver, movements } = await agency();
    const idempotencyKey = randomUUID();
    await Promise.all([1, 2, 3].map(() => enter({ variableSymbol: "5", idempotencyKey })));
    expect(await takeOver()).toEqual({ count: 1 });
    expect(await movements()).toHaveLength(1);
    await expect(enter({ registrationNo: "abc" })).rejects.toMatchObject({
      code: "kernel.registration_no_bad_shape",
    });
    await expect(enter({})).rejects.toThrow("feeds.payer_missing");
    const reader = await tenant.operator("readOnly");
    await expect(listEnteredPayments(reader)).rejects.toMatchObject({ code: "access.forbidden" });
  });

  it("keeps no birth number anywhere, and none of its hash where people read", async () => {
    const { admin, enter, takeOver } = await agency();
    await enter({ birthNumber: BIRTH_NUMBER, counterpartyName: "Jan" });
    await takeOver();
    const texts = await reading(admin, async ({ sql }) => {
      const tables = ["accounting_outbox", "bank_movements", "audit_entries", "outbox_facts"];
      const all = await Promise.all(
        tables.map((name) =>
          sql.unsafe<{ text: string }[]>(`select t::text as text from ${name} t`),
        ),
      );
      return JSON.stringify(all);
    });
    expect(texts).not.toContain(BIRTH_NUMBER);
    expect(texts).not.toContain("birthNumber");
  });

  it("is not stepped over by one that was numbered later and committed earlier", async () => {
    const { clerk, enter, takeOver, own } = await agency();
    await enter({ variableSymbol: "1" });
    const running: Promise<unknown>[] = [];
    await inTransaction(at(clerk), async (inner) => {
      const first = { bookedOn: "2026-11-20", amountMinor: 1, currency: "CZK" } as const;
      await enterAccountingPayment(inner, {
        ...{ ...first, variableSymbol: "2", idempotencyKey: randomUUID() },
      });
      // Neither gets past the one that is being entered.
      running.push(enter({ variableSymbol: "3" }), takeOver());
    });
    await Promise.all(running);
    pass(180);
    await takeOver();
    expect(await own()).toMatchObject({ takenCount: 3, waitingCount: 0 });
  });
});

describe("a feed that is called", () => {
  const item = (id: string, more: Record<string, unknown> = {}) => ({
    ...{ id, bookedOn: "2026-11-20", amount: "10.00", currency: "CZK" },
    enteredAt: desk.now.toISOString(),
    ...more,
  });

  async function fed() {
    const place = await agency();
    const { admin } = place;
    const { sourceId } = await saveSource(at(admin), {
      ...{ name: "Pohoda", baseUrl: twin.url.slice(0, -1), token: TOKEN },
    });
    const source = async () => (await listSources(admin)).find(({ id }) => id === sourceId);
    return { ...place, sourceId, source };
  }

  it("is taken over page by page, each payment once, also when it is replayed or overlaps", async () => {
    const { admin, company, debt, takeOver, movements, sourceId, source, paidOf } = await fed();
    const { caseId } = await debt(company.partyId, 10_000_000);
    const counterparty = { registrationNo: ICO };
    twin.items.push(...Array.from({ length: 700 }, (_, n) => item(`p${n}`, { counterparty })));
    pass(20);
    expect(await takeOver()).toEqual({ count: 700 });
    expect(twin.asked).toEqual([
      "/ucto/payments?limit=500",
      "/ucto/payments?limit=500&after=500",
      "/ucto/payments?limit=500&after=700",
    ]);
    expect(await source()).toMatchObject({ takenCount: 700, lagSeconds: 20, tokenTail: "1234" });
    await replaySource(admin, { sourceId });
    // The same id twice in one page, and one in euros on an account of its own.
    twin.items.push(item("p0"), item("new"), item("new"), item("eur", { currency: "EUR" }));
    expect(await takeOver()).toEqual({ count: 2 });
    expect(await paidOf(caseId)).toBe(700_000);
    const euros = (await listMovements(admin, { limit: 100 })).items.filter(
      ({ currency }) => currency === "EUR",
    );
    expect(euros).toMatchObject([{ accountNumber: "Pohoda" }]);
    expect(JSON.stringify([await source(), await movements()])).not.toContain(TOKEN);
  });

  it("that thinks long holds up no other one of the company, its own entries least of all", async () => {
    const { enter, takeOver, own, source } = await fed();
    let release: () => void = () => undefined;
    twin.items.push(item("late"));
    twin.say((reply) => {
      release = () => void reply.end(JSON.stringify({ items: [item("late")], nextCursor: "1" }));
    });
    await enter({ variableSymbol: "5" });
    const round = takeOver();
    await expect.poll(async () => (await own())?.takenCount).toBe(1);
    expect(await source()).toMatchObject({ takenCount: 0 });
    release();
    expect(await round).toEqual({ count: 2 });
  });

  it("that hands its pages out slowly goes on in the next round, where it was left", async () => {
    const { tenant, takeOver, source } = await fed();
    twin.items.push(...Array.from({ length: 1_200 }, (_, n) => item(`p${n}`)));
    const hurried = takeOverPayments(at(tenant.system()), { pagesMs: 0 });
    expect(await hurried).toEqual({ count: 500 });
    expect(await source()).toMatchObject({ takenCount: 500, trouble: null });
    expect(await takeOver()).toEqual({ count: 700 });
  });

  it("is counted as far as anybody reads, and no further", async () => {
    const { admin, sourceId, source } = await fed();
    const put = (from: number, to: number) =>
      inTransaction(admin, (_, { sql }) =>
        sql`insert into accounting_items (source_id, external_id, taken_at)
            select ${sourceId}, 'n' || n, now() from generate_series(${from}::int, ${to}::int) n`.then(
          () => undefined,
        ),
      );
    await put(1, COUNTED_MAX);
    expect((await source())?.takenCount).toBe(COUNTED_MAX);
    await put(COUNTED_MAX + 1, COUNTED_MAX + 500);
    expect((await source())?.takenCount).toBe(COUNTED_MAX + 1);
  });

  it("by two processes at once is taken over once", async () => {
    const { takeOver, source } = await fed();
    twin.items.push(...Array.from({ length: 20 }, (_, n) => item(`p${n}`)));
    const counts = await Promise.all([takeOver(), takeOver(), takeOver()]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(20);
    expect(await source()).toMatchObject({ takenCount: 20 });
  });

  it.each<[string, (twin: AccountingTwin) => void, string]>([
    [
      "HTML with 200",
      (t) => t.say((reply) => void reply.writeHead(200).end("<html>")),
      "feeds.accounting_odd",
    ],
    ["a fault", (t) => t.say((reply) => void reply.writeHead(503).end()), "feeds.accounting_odd"],
    ["nothing", (t) => t.say((reply) => void reply.destroy()), "feeds.web_unreachable"],
    [
      "more than we take",
      (t) => t.say((reply) => void reply.writeHead(200).end(Buffer.alloc(9 * 1024 * 1024, 32))),
      "feeds.web_too_large",
    ],
    [
      "a redirect inward",
      (t) => t.say((reply) => void reply.writeHead(302, { location: "http://127.0.0.1/" }).end()),
      "feeds.accounting_odd",
    ],
    [
      "a payment that is none",
      (t) => t.items.push({ id: "x", amount: "lots" }),
      "feeds.accounting_item",
    ],
  ])("that answers %s keeps its cursor and says why", async (_, say, code) => {
    const { takeOver, source, movements } = await fed();
    twin.items.push(item("first"));
    say(twin);
    expect(await takeOver()).toEqual({ count: 0 });
    expect(await source()).toMatchObject({ trouble: { code }, okAt: null, takenCount: 0 });
    expect(await movements()).toEqual([]);
    twin.items.splice(1);
    pass(60);
    expect(await takeOver()).toEqual({ count: 1 });
    expect(await source()).toMatchObject({ trouble: null, takenCount: 1 });
  });

  it("died between asking and keeping: another process takes the same over once", async () => {
    const { tenant, takeOver, source } = await fed();
    twin.items.push(item("only"));
    let ask: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    let release: () => void = () => undefined;
    twin.say((reply) => {
      const body = JSON.stringify({ items: [item("only")], nextCursor: "1" });
      release = () => void reply.writeHead(200).end(body);
      ask();
    });
    const hung = takeOverPayments(at(tenant.system()));
    await isAsked;
    expect(await takeOver()).toEqual({ count: 0 });
    pass(121);
    expect(await takeOver()).toEqual({ count: 1 });
    release();
    expect(await hung).toEqual({ count: 0 });
    expect(await source()).toMatchObject({ takenCount: 1 });
  });

  it("may not lead into our own network, be plain HTTP, or be called like a bank account", async () => {
    const { admin, clerk } = await agency();
    const closed = { ...at(admin), outside: { ...outside, isPrivateAllowed: false } };
    const save = (baseUrl: string, name = "X") => saveSource(closed, { name, baseUrl });
    for (const url of ["https://127.0.0.1/", "https://10.0.0.1/x", "https://[::1]/"]) {
      await expect(save(url), url).rejects.toMatchObject({ code: "feeds.web_private" });
    }
    await expect(save("http://ucto.example/")).rejects.toMatchObject({ code: "feeds.web_address" });
    await expect(save("https://ucto.example/", "2600000003/2010")).rejects.toMatchObject({
      code: "feeds.source_name",
    });
    await expect(
      saveSource(clerk, { name: "X", baseUrl: "https://ucto.example/" }),
    ).rejects.toMatchObject({ code: "access.forbidden" });
    const { sourceId } = await save("https://ucto.example/api");
    await expect(save("https://ucto.example/api")).rejects.toMatchObject({
      code: "feeds.source_taken",
    });
    await deleteSource(admin, { sourceId });
    expect(await listSources(admin)).toEqual([]);
  });

  it("of another company is nobody else's", async () => {
    const { sourceId } = await fed();
    const stranger = await agency();
    await expect(replaySource(stranger.admin, { sourceId })).rejects.toMatchObject({
      code: "feeds.source_not_found",
    });
    await expect(deleteSource(stranger.admin, { sourceId })).rejects.toMatchObject({
      code: "feeds.source_not_found",
    });
  });
});
