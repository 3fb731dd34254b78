import { describe, expect, it } from "vitest";
import { saveGroup, saveTag, tagCases, untagCases } from "../cases";
import { type Context, inTransaction, makeToday, reading } from "../context";
import { openDesk } from "../testing";
import { claimsOfCase } from "./case-claims";
import { chargeFlatCosts } from "./charge-flat-costs";
import { createClaim } from "./create-claim";
import { explainInterest } from "./explain-interest";
import type { StartInterestInput } from "./inputs";
import { makeCase } from "./ledger-fixture";
import { listClaims } from "./list-claims";
import { followTagEffect, pauseInterest } from "./pause-interest";
import { previewInterest } from "./preview-interest";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { listInterestRules, saveInterestRule } from "./save-interest-rule";
import { startInterest } from "./start-interest";
import { startInterests } from "./start-interests";

const desk = await openDesk();
let keys = 0;
const key = () => `interest-rules-${++keys}`;

async function addDebtor(ctx: Context, caseId: number, kind: string): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      with p as (insert into parties (kind, full_name, name_key) values (${kind}, 'Jan', 'jan')
                 returning id)
      insert into case_parties (case_id, party_id, role) select ${caseId}, id, 'debtor' from p`;
  });
}
async function open({ kind = "natural_person", groupId = null as number | null } = {}) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const admin = await tenant.operator("administrator");
  const caseId = await makeCase(tenant.system(), { groupId });
  await addDebtor(tenant.system(), caseId, kind);
  return { tenant, ctx, admin, caseId };
}
const claim = (ctx: Context, caseId: number, more = {}) =>
  createClaim(ctx, {
    ...{ caseId, currency: "CZK" as const, dueOn: "2026-01-31", principalMinor: 1_000_000 },
    ...more,
  });
const grown = async (ctx: Context, caseId: number, onDay?: string) => {
  const { claims } = await claimsOfCase(ctx, { caseId, onDay });
  return claims.map(({ components }) => {
    const found = components.find(({ interest }) => interest);
    return found ? [found.interest?.regime, found.balanceMinor] : null;
  });
};
const at = (ctx: Context, day: string): Context => {
  const now = new Date(`${day}T10:00:00Z`);
  return { ...ctx, now, today: makeToday(now) };
};

describe("interest by default", () => {
  it("begins with a new claim, by the law of its case, where the company or the group says so", async () => {
    const { tenant, ctx, admin, caseId } = await open();
    await claim(ctx, caseId);
    await expect(saveInterestRule(ctx, { groupId: null, rule: "pack" })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await saveInterestRule(admin, { groupId: null, rule: "pack" });
    await claim(ctx, caseId);
    await claim(ctx, caseId, { currency: "EUR", dueOn: "2025-01-31" });
    // Older claims stay as they are: 929.45 of 10 000 by 22. 11. 2026 is the new one's.
    expect(await grown(ctx, caseId)).toEqual([
      ["sk-civil", expect.any(Number)],
      null,
      ["cz-statutory", 92_945],
    ]);
    const { groupId } = await saveGroup(admin, { code: "G" });
    const grouped = await makeCase(tenant.system(), { groupId });
    await saveInterestRule(admin, { groupId, rule: "none" });
    await claim(ctx, grouped);
    await saveInterestRule(admin, { groupId, rule: "inherit" });
    await claim(ctx, grouped);
    // Nobody is named as debtor there: no law, no interest.
    expect(await grown(ctx, grouped)).toEqual([null, null]);
    await addDebtor(tenant.system(), grouped, "legal_entity");
    await claim(ctx, grouped, { currency: "EUR", dueOn: "2025-01-31" });
    expect((await grown(ctx, grouped))[0]?.[0]).toBe("sk-commercial-half-year");
    expect(await listInterestRules(ctx)).toEqual([
      { groupId: null, groupCode: null, rule: "pack" },
    ]);
  });

  it("of many marked claims begins in one go, and says of each why it did not", async () => {
    const { tenant, ctx, caseId } = await open();
    const first = await claim(ctx, caseId);
    const second = await claim(ctx, caseId, { dueOn: "2026-06-30" });
    const bare = await createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 0 },
      charges: [{ kind: "fee", amountMinor: 100 }],
    });
    const stranger = await open();
    const theirs = await claim(stranger.ctx, stranger.caseId);
    const claimIds = [first, second, bare, theirs].map(({ claimId }) => claimId);
    const borne = await startInterests(ctx, { claimIds, rule: "cz-statutory" });
    expect(borne.started.map(({ claimId }) => claimId)).toEqual([first.claimId, second.claimId]);
    expect(borne.refused).toEqual([{ claimId: bare.claimId, code: "claims.no_principal" }]);
    const old = await claim(ctx, caseId, { dueOn: "2004-05-31" });
    expect(
      await startInterests(ctx, { claimIds: [old.claimId], rule: "cz-statutory" }),
    ).toMatchObject({ started: [], refused: [{ code: "claims.rate_unknown" }] });
    // A delay of February, of which the table knows nothing yet, waits for its rate.
    const inMarch = at(ctx, "2027-03-01");
    const ahead = await claim(inMarch, caseId, { dueOn: "2027-01-31" });
    expect(
      await startInterests(inMarch, { claimIds: [ahead.claimId], rule: "cz-statutory" }),
    ).toMatchObject({ started: [{ claimId: ahead.claimId }], refused: [] });
    const again = await startInterests(ctx, { claimIds: [first.claimId], rule: "pack" });
    expect(again.refused).toEqual([{ claimId: first.claimId, code: "claims.interest_running" }]);
    expect((await grown(ctx, caseId)).filter(Boolean)).toHaveLength(3);
    const reader = await tenant.operator("readOnly");
    await expect(startInterests(reader, { claimIds, rule: "pack" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

describe("a tag that stops interest", () => {
  it("that is gone again has left its pause to what starts later, and the preview says so", async () => {
    const { ctx, admin, caseId } = await open();
    const { claimId } = await claim(ctx, caseId);
    const { tagId } = await saveTag(admin, { code: "S", name: "Stop", effects: ["stop_interest"] });
    await tagCases(at(ctx, "2026-10-01"), { caseIds: [caseId], tagId });
    await untagCases(at(ctx, "2026-11-11"), { caseIds: [caseId], tagId });
    await pauseInterest(ctx, { caseIds: [caseId] });
    const start = { claimId, kind: "lateInterest", regime: "cz-statutory" } as const;
    const preview = await previewInterest(ctx, { ...start, idempotencyKey: key() });
    await startInterest(ctx, { ...start, idempotencyKey: key() });
    expect(await grown(ctx, caseId)).toEqual([["cz-statutory", preview.totalMinor]]);
  });

  it("pauses from the day on which it begins to, goes on when it no longer does; the past stays", async () => {
    const { ctx, admin, tenant, caseId } = await open();
    const { claimId } = await claim(ctx, caseId);
    await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
    const tag = { code: "S", name: "Stop" };
    const { tagId } = await saveTag(admin, { ...tag, effects: [] });
    await tagCases(at(ctx, "2026-03-01"), { caseIds: [caseId], tagId });
    await untagCases(at(ctx, "2026-05-01"), { caseIds: [caseId], tagId });
    await tagCases(at(ctx, "2026-10-01"), { caseIds: [caseId], tagId });
    const save = async (day: string, effects: "stop_interest"[]) => {
      await saveTag(at(admin, day), { ...tag, tagId, effects });
      const system = at(tenant.system(), day);
      expect(await followTagEffect(system, { tagId, after: 0 })).toBe(caseId);
      expect(await followTagEffect(system, { tagId, after: caseId })).toBe(null);
    };
    const onPage = async (day: string) => (await grown(ctx, caseId, day))[0]?.[1];
    const before = await onPage("2026-11-09");
    await save("2026-11-10", ["stop_interest"]);
    expect(await onPage("2026-11-09")).toBe(before);
    expect(await onPage("2026-11-19")).toBe(before);
    await save("2026-11-20", []);
    expect(await onPage("2026-11-19")).toBe(before);
    // 295 days less those ten: 10 000 × 11.5 % × 285/365
    expect(await onPage("2026-11-22")).toBe(89_795);
    const { items } = await listClaims(ctx, {});
    expect(items[0]?.balanceTodayMinor).toBe(1_089_795);
    await save("2026-11-22", ["stop_interest"]);
    // 10 000 × 11.5 % × 284/365 = 894.795
    expect(await onPage("2026-11-21")).toBe(89_479);
    expect(await onPage("2026-11-30")).toBe(89_479);
    await tagCases(at(ctx, "2026-11-22"), { caseIds: [await makeCase(tenant.system())], tagId });
    expect(await onPage("2026-11-30")).toBe(89_479);
    const facts = await reading(
      ctx,
      ({ sql }) => sql`select payload from outbox_facts where name = 'cases.tag_stops_interest'`,
    );
    expect(facts).toEqual([1, 2, 3].map(() => ({ payload: { tagId } })));
  });

  it("pauses what runs from its day to the day before it goes, and the lines say why", async () => {
    const { ctx, admin, caseId } = await open();
    const { claimId } = await claim(ctx, caseId);
    const { componentId } = await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
    });
    const { tagId } = await saveTag(admin, { code: "S", name: "Stop", effects: ["stop_interest"] });
    await tagCases(at(ctx, "2026-11-01"), { caseIds: [caseId], tagId });
    const facts = await reading(
      ctx,
      ({ sql }) => sql`select payload from outbox_facts where name = 'cases.interest_tagged'`,
    );
    expect(facts).toEqual([{ payload: { caseIds: [caseId] } }]);
    await pauseInterest(ctx, { caseIds: [caseId] });
    // 10 000 × 11.5 % × 273/365 up to 31. 10., nothing since.
    expect(await grown(ctx, caseId)).toEqual([["cz-statutory", 86_014]]);
    await untagCases(at(ctx, "2026-11-11"), { caseIds: [caseId], tagId });
    await pauseInterest(ctx, { caseIds: [caseId] });
    const { lines } = await explainInterest(ctx, { componentId });
    expect(lines.map(({ from, to, days, isPaused }) => [from, to, days, isPaused])).toEqual([
      ["2026-02-01", "2026-10-31", 273, false],
      ["2026-11-01", "2026-11-10", 10, true],
      ["2026-11-11", "2026-11-22", 12, false],
    ]);
    // 285 days bear interest.
    expect(lines.at(-1)?.totalMinor).toBe(89_795);
    expect(lines[1]?.amountMinor).toBe(0);
    await recordPayment(ctx, {
      ...{ caseId, amountMinor: 1_100_000, currency: "CZK", valueOn: "2026-11-20" },
      idempotencyKey: key(),
    });
    // Up to the 20th: 283 days.
    expect((await claimsOfCase(ctx, { caseId })).totals[0]).toMatchObject({
      ...{ balanceMinor: 0, chargedMinor: 1_000_000 + 89_164 },
    });
  });
});

describe("a contractual penalty", () => {
  const grow = (ctx: Context, claimId: number, more: Partial<StartInterestInput>) =>
    startInterest(ctx, {
      ...{ claimId, kind: "contractualPenalty", regime: "agreed", idempotencyKey: key(), ...more },
    });

  it("of a consumer grows by the day to the pack's cap, and not faster than the law allows", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await claim(ctx, caseId, { dueOn: "2025-12-31" });
    await expect(
      grow(ctx, claimId, { ratePercent: "0.11", creditMinor: 600_000 }),
    ).rejects.toMatchObject({ code: "claims.penalty_rate_too_high", params: { max: "0.1" } });
    await expect(grow(ctx, claimId, { ratePercent: "0.1" })).rejects.toMatchObject({
      code: "claims.penalty_credit_missing",
    });
    await grow(ctx, claimId, { ratePercent: "0.1", creditMinor: 600_000 });
    const on = async (day: string) => (await grown(ctx, caseId, day))[0]?.[1];
    // 10 a day; half of the credit, 3 000, after 300 days.
    expect(await on("2026-01-31")).toBe(31_000);
    expect(await on("2026-10-27")).toBe(300_000);
    expect(await on("2026-11-22")).toBe(300_000);
    await expect(
      grow(ctx, claimId, { ratePercent: "0.1", creditMinor: 600_000 }),
    ).rejects.toMatchObject({ code: "claims.interest_running" });
  });

  it("is a day's percent of every day, also of a leap year's", async () => {
    const { ctx, caseId } = await open({ kind: "legal_entity" });
    const { claimId } = await claim(ctx, caseId, { dueOn: "2023-12-31" });
    await startInterest(ctx, {
      ...{ claimId, kind: "contractualPenalty", regime: "agreed", ratePercent: "0.1" },
      ...{ dayCount: "actAct", idempotencyKey: key() },
    });
    const { claims } = await claimsOfCase(ctx, { caseId, onDay: "2024-12-31" });
    const penalty = claims[0]?.components.find(({ kind }) => kind === "contractualPenalty");
    expect(penalty?.chargedMinor).toBe(366_000);
  });

  it("between businesses is what was agreed", async () => {
    const { ctx, caseId } = await open({ kind: "legal_entity" });
    const { claimId } = await claim(ctx, caseId, { dueOn: "2025-12-31" });
    await grow(ctx, claimId, { ratePercent: "0.5" });
    expect((await grown(ctx, caseId, "2026-12-31"))[0]?.[1]).toBe(1_825_000);
  });
});

describe("agreed interest of a consumer credit", () => {
  it("is cut to the law's rate from the ninety-first day of delay", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await claim(ctx, caseId, { dueOn: "2025-12-31" });
    const { componentId } = await startInterest(ctx, {
      ...{ claimId, kind: "lateInterest", regime: "agreed", ratePercent: "36.5" },
      ...{ isConsumerCredit: true, idempotencyKey: key() },
    });
    const { lines } = await explainInterest(ctx, { componentId });
    // 90 days from 1. 1. are over on 31. 3.
    expect(lines.map(({ to, days, ratePercent }) => [to, days, ratePercent])).toEqual([
      ["2026-03-31", 90, "36.5"],
      ["2026-11-22", 236, "11.5"],
    ]);
    expect(lines[0]?.amountMinor).toBe(90_000);
  });
});

describe("flat costs", () => {
  it("are charged by one click between businesses, once; against a consumer refused with the reason", async () => {
    const { ctx, caseId } = await open({ kind: "legal_entity" });
    const { claimId } = await claim(ctx, caseId);
    const euro = await claim(ctx, caseId, { currency: "EUR" });
    const early = await claim(ctx, caseId, { dueOn: "2026-11-22" });
    await chargeFlatCosts(ctx, { claimId });
    await chargeFlatCosts(ctx, { claimId: euro.claimId });
    const { totals } = await claimsOfCase(ctx, { caseId });
    expect(totals.map(({ currency, chargedMinor }) => [currency, chargedMinor])).toEqual([
      ["CZK", 2_120_000],
      ["EUR", 1_004_000],
    ]);
    await expect(chargeFlatCosts(ctx, { claimId })).rejects.toMatchObject({
      code: "claims.flat_costs_charged",
    });
    await expect(chargeFlatCosts(ctx, early)).rejects.toMatchObject({
      code: "claims.flat_costs_early",
    });
    const consumer = await open();
    const theirs = await claim(consumer.ctx, consumer.caseId);
    await expect(chargeFlatCosts(consumer.ctx, theirs)).rejects.toMatchObject({
      code: "claims.no_flat_costs",
    });
    const costs = (await claimsOfCase(ctx, { caseId })).claims
      .find(({ id }) => id === claimId)
      ?.components.find(({ kind }) => kind === "costs");
    await reverseCharge(ctx, { entryId: costs?.charges[0]?.id ?? 0, reason: "omyl" });
  });
});
