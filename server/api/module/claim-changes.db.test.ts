import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { reading } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { openDesk } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);
type Agency = Awaited<ReturnType<typeof agencyWithLogin>>;

async function claimOn({ call, refNo }: Agency) {
  const made = await call("POST claims", {
    ...{ refNo, principalMinor: 500_000, currency: "CZK", dueOn: "2026-10-01" },
  });
  const { claimId } = made.body;
  const charged = await call("POST claims/charges", {
    ...{ claimId, kind: "fee", amountMinor: 30_000, valueOn: "2026-11-01" },
  });
  return { claimId, ...charged.body } as { claimId: number; componentId: number; entryId: number };
}

async function claimOf({ call, refNo }: Agency, claimId: number) {
  const { body } = await call(`GET claims?refNo=${encodeURIComponent(refNo)}`);
  return body.claims.find((each: { claimId: number }) => each.claimId === claimId);
}

const partOf = (claim: Awaited<ReturnType<typeof claimOf>>, componentId: number) =>
  claim.components.find((each: { componentId: number }) => each.componentId === componentId);

describe("a claim through the module API", () => {
  it("is lowered by an act that goes back as a whole, never below zero, once a key", async () => {
    const agency = await agencyWithLogin();
    const { call, admin, caseId } = agency;
    const { claimId, componentId } = await claimOn(agency);
    const waiver = (amountMinor: number | null) => {
      return { claimId, kind: "waiver", reason: "dohoda", items: [{ componentId, amountMinor }] };
    };
    expect(await call("POST claims/lowerings", waiver(30_001))).toMatchObject({
      ...{ status: 400, body: { code: "claims.lowering_too_much" } },
    });
    const headers = { "idempotency-key": "prominuti-1" };
    const lowered = await call("POST claims/lowerings", waiver(10_000), { headers });
    expect(lowered).toMatchObject({ status: 200 });
    const again = await call("POST claims/lowerings", waiver(10_000), { headers });
    expect(again.body).toEqual(lowered.body);
    expect(partOf(await claimOf(agency, claimId), componentId)).toMatchObject({
      balanceMinor: 20_000,
    });
    const { items } = await listAudit(admin, { action: "claims.waive" });
    expect(items).toMatchObject([{ actorName: "module: Úvěry", caseId, reason: "dohoda" }]);
    const facts = await reading(
      admin,
      ({ sql }) => sql`select 1 from outbox_facts where name = 'claim.lowered'`,
    );
    expect(facts).toHaveLength(1);
    const path = `POST claims/lowerings/${lowered.body.actId}/undoing`;
    expect(await call(path, { reason: "omyl" })).toMatchObject({ status: 200 });
    expect(await call(path, { reason: "omyl" })).toMatchObject({
      ...{ status: 409, body: { code: "claims.act_undone" } },
    });
    expect(partOf(await claimOf(agency, claimId), componentId)).toMatchObject({
      balanceMinor: 30_000,
    });
  });

  it("has a charge taken back by a further entry, and what belongs to an act only with it", async () => {
    const agency = await agencyWithLogin();
    const { call } = agency;
    const { claimId, componentId, entryId } = await claimOn(agency);
    const back = { entryId, reason: "dvakrát" };
    const taken = await call("POST claims/charges/reversals", back);
    expect(taken).toMatchObject({ status: 200 });
    expect(await call("POST claims/charges/reversals", back)).toMatchObject({
      ...{ status: 409, body: { code: "claims.charge_already_reversed" } },
    });
    const part = partOf(await claimOf(agency, claimId), componentId);
    expect(part).toMatchObject({ balanceMinor: 0 });
    expect(part.charges).toMatchObject([
      { entryId, amountMinor: 30_000, isReversed: true, actId: null },
      { entryId: taken.body.entryId, amountMinor: -30_000 },
    ]);
    expect(
      await call("POST claims/charges/reversals", { entryId: taken.body.entryId, reason: "x" }),
    ).toMatchObject({ status: 400, body: { code: "claims.reversal_of_reversal" } });
  });

  it("begins to bear interest and ends to, by its own scopes", async () => {
    const agency = await agencyWithLogin();
    const { call } = agency;
    const { claimId } = await claimOn(agency);
    const agreed = { claimId, kind: "interest", regime: "agreed", ratePercent: "12.5" };
    const begun = await call("POST claims/interests", agreed);
    expect(begun).toMatchObject({ status: 200 });
    expect(await call("POST claims/interests", agreed)).toMatchObject({
      ...{ status: 409, body: { code: "claims.interest_running" } },
    });
    const { componentId } = begun.body;
    const grown = partOf(await claimOf(agency, claimId), componentId).balanceMinor;
    expect(grown).toBeGreaterThan(0);
    const end = `POST claims/interests/${componentId}/end`;
    expect(await call(end, { lastOn: "2026-10-10", reason: "dohoda" })).toMatchObject({
      status: 200,
    });
    const ended = partOf(await claimOf(agency, claimId), componentId).balanceMinor;
    expect(ended).toBeLessThan(grown);
    const poor = await agencyWithLogin({ scopes: ["claims:read", "claims:edit"] });
    const mine = await claimOn(poor);
    for (const [path, body] of [
      ["claims/charges/reversals", { entryId: mine.entryId, reason: "x" }],
      ["claims/lowerings", { claimId: mine.claimId, kind: "waiver", reason: "x", items: [{}] }],
      [`claims/interests/${mine.componentId}/end`, { reason: "x" }],
    ] as const) {
      expect(await poor.call(`POST ${path}`, body), path).toMatchObject({ status: 403 });
    }
  });

  it("is changed by the same rules through the database", async () => {
    const agency = await agencyWithLogin();
    const { sql, tenant, admin } = agency;
    const { claimId, componentId, entryId } = await claimOn(agency);
    const ask = (name: string, input: Parameters<typeof sql.json>[0]) =>
      sql`select module.ask(${name}, ${sql.json(input)})`;
    const items = [{ componentId, amountMinor: 10_000 }];
    await ask("lowerClaim", { claimId, kind: "writeOff", reason: "nedobytné", items });
    await ask("reverseCharge", { entryId, reason: "omyl" });
    await ask("reverseCharge", { entryId, reason: "omyl" });
    expect(await takeInbox(tenant.system())).toEqual({ count: 3 });
    const answers = await sql`
      select state, answer ->> 'code' as code from module.outbox order by id`;
    expect(answers.map(({ state, code }) => [state, code])).toEqual([
      ["done", null],
      ["done", null],
      ["refused", "claims.charge_already_reversed"],
    ]);
    const { items: audited } = await listAudit(admin, { action: "claims.write-off" });
    expect(audited).toMatchObject([{ actorName: "module: Úvěry", entityId: claimId }]);
  });
});
