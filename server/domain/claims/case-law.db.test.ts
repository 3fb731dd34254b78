import { describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { saveGroup } from "../cases";
import { type Context, inTransaction, reading } from "../context";
import { RULE_PACK_VERSION } from "../law";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { claimsOfCase } from "./case-claims";
import { createClaim } from "./create-claim";
import { lawOfCase } from "./law-of-case";
import { cachesAndSums, makeCase } from "./ledger-fixture";
import { listRules } from "./list-rules";
import { orderByLaw } from "./order-by-law";
import { overrideRule } from "./override-rule";
import { reallocateCase } from "./reallocate-case";
import { recordPayment } from "./record-payment";
import { saveProfile } from "./save-profile";
import { stateLaw } from "./state-law";

const desk = await openDesk();
let keys = 0;
const key = () => `law-test-${++keys}`;

async function addDebtor(
  ctx: Context,
  caseId: number,
  { kind = "natural_person", registrationNo = null as string | null } = {},
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      with p as (insert into parties (kind, full_name, name_key, registration_no)
                 values (${kind}, 'Jan Novák', 'jan novak', ${registrationNo}) returning id)
      insert into case_parties (case_id, party_id, role) select ${caseId}, id, 'debtor' from p`;
  });
}

/** A principal of 1 000 and costs of 200, paid 300 on a day: what of it went to the principal. */
async function open({ debtor = {}, dueOn = "2026-01-31", groupId = null as number | null } = {}) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const caseId = await makeCase(tenant.system(), { groupId });
  await addDebtor(tenant.system(), caseId, debtor);
  const { claimId } = await createClaim(ctx, {
    ...{ caseId, currency: "CZK", dueOn, arisenOn: dueOn, principalMinor: 100_000 },
  });
  await addCharge(ctx, { claimId, kind: "costs", amountMinor: 20_000, valueOn: dueOn });
  return { tenant, ctx, caseId, claimId };
}
const pay = (ctx: Context, caseId: number, valueOn: string, amountMinor = 30_000) =>
  recordPayment(ctx, { caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: key() });
const paidOf = async (ctx: Context, caseId: number) => {
  const [claim] = (await claimsOfCase(ctx, { caseId })).claims;
  return Object.fromEntries(claim?.components.map((each) => [each.kind, each.paidMinor]) ?? []);
};

describe("the law of a case", () => {
  it("is that of a consumer where everybody who owes is a person without a trade", async () => {
    const person = await open();
    expect(await lawOfCase(person.ctx, { caseId: person.caseId })).toMatchObject({
      ...{ debtor: "consumer", agreedOrder: null, packVersion: RULE_PACK_VERSION },
      laws: [
        {
          ...{ currency: "CZK", jurisdiction: "CZ", debtor: "consumer", stage: "beforeCourt" },
          order: { unsure: true, source: expect.stringContaining("§ 1932 odst. 2") },
          flatCosts: null,
          penaltyDay: { value: "0.1" },
        },
        { currency: "EUR", jurisdiction: "SK" },
      ],
    });
    const trader = await open({ debtor: { registrationNo: "27074358" } });
    expect((await lawOfCase(trader.ctx, { caseId: trader.caseId })).debtor).toBe("business");
    const firm = await open({ debtor: { kind: "legal_entity" } });
    expect((await lawOfCase(firm.ctx, { caseId: firm.caseId })).laws[0]?.flatCosts?.value).toBe(
      120_000,
    );
  });

  it("orders payments from the stage of a day on; what was placed before stays", async () => {
    const { ctx, caseId } = await open();
    await pay(ctx, caseId, "2026-02-10", 10_000);
    await stateLaw(ctx, {
      ...{ caseId, aspect: "stage", value: "inEnforcement", fromOn: "2026-03-01" },
      reason: "exekuce nařízena",
    });
    await pay(ctx, caseId, "2026-03-05");
    // 100 to the costs first, as before court; 300 in enforcement to the principal first.
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 30_000, costs: 10_000 });
    const stored = await reading(
      ctx,
      ({ sql }) => sql`select distinct pack_version as pack from allocations`,
    );
    expect(stored).toEqual([{ pack: RULE_PACK_VERSION }]);
    // Said by mistake: taken back, the money goes where it would have gone.
    await stateLaw(ctx, {
      ...{ caseId, aspect: "stage", value: null, fromOn: "2026-03-01", reason: "omyl" },
    });
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 20_000, costs: 20_000 });
    const { caches, sums } = await cachesAndSums(ctx);
    expect(caches).toEqual(sums);
    const law = await lawOfCase(ctx, { caseId });
    expect(law.statements).toMatchObject([
      { aspect: "stage", value: null, reason: "omyl" },
      { aspect: "stage", value: "inEnforcement", fromOn: "2026-03-01" },
    ]);
    const audit = await listAudit(ctx, { action: "claims.state-law" });
    expect(audit.items).toHaveLength(2);
  });

  it("turns with the law itself: a consumer's payment of June and of July 2021", async () => {
    const { ctx, caseId, claimId } = await open({ dueOn: "2021-01-31" });
    await addCharge(ctx, { claimId, kind: "fee", amountMinor: 5_000, valueOn: "2021-01-31" });
    await pay(ctx, caseId, "2021-06-30", 25_000);
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 5_000, costs: 20_000, fee: 0 });
    await pay(ctx, caseId, "2021-07-01", 6_000);
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 6_000, costs: 20_000, fee: 5_000 });
  });

  it("gives way to what was agreed: the company's default, until it chooses the law", async () => {
    const { tenant, ctx, caseId } = await open();
    const admin = await tenant.operator("administrator");
    const kindOrder = [["principal"], ["costs", "fee"], ["interest"], ["lateInterest"]] as const;
    const rest = [["contractualPenalty" as const]];
    await saveProfile(admin, {
      ...{ code: "D", name: "Dohoda", isClaimFirst: true, isDefault: true },
      kindOrder: [...kindOrder.map((kinds) => [...kinds]), ...rest],
    });
    await pay(ctx, caseId, "2026-02-10");
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 30_000, costs: 0 });
    expect((await lawOfCase(ctx, { caseId })).agreedOrder).toBe("Dohoda");
    await expect(orderByLaw(ctx)).rejects.toMatchObject({ kind: "forbidden" });
    await orderByLaw(admin);
    await reallocateCase(ctx, { caseId });
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 10_000, costs: 20_000 });
    expect((await lawOfCase(ctx, { caseId })).agreedOrder).toBeNull();
    const { groupId } = await saveGroup(admin, { code: "G" });
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`update case_groups set allocation_profile_id =
                  (select id from allocation_profiles limit 1) where id = ${groupId}`;
      await sql`update cases set group_id = ${groupId} where id = ${caseId}`;
    });
    await reallocateCase(ctx, { caseId });
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 30_000, costs: 0 });
  });

  it("is stated by a supervisor with a reason, and on one's own cases only", async () => {
    const { tenant, caseId } = await open();
    const said = { caseId, aspect: "debtor", value: "business", reason: "OSVČ" } as const;
    const operator = await tenant.operator("operator");
    await expect(stateLaw(operator, said)).rejects.toMatchObject({ kind: "forbidden" });
    const stranger = await (await desk.tenant()).operator("administrator");
    await expect(stateLaw(stranger, said)).rejects.toMatchObject({ code: "cases.not_found" });
    const ctx = await tenant.operator("supervisor");
    await expect(stateLaw(ctx, { ...said, reason: " " })).rejects.toThrow();
    await stateLaw(ctx, said);
    expect((await lawOfCase(ctx, { caseId })).debtor).toBe("business");
    await stateLaw(ctx, { ...said, value: null });
    expect((await lawOfCase(ctx, { caseId })).debtor).toBe("consumer");
  });
});

describe("a figure that a lawyer has yet to confirm", () => {
  it("is the company's own by a setting; a sure one, or nonsense, is refused", async () => {
    const { tenant, ctx, caseId } = await open();
    const admin = await tenant.operator("administrator");
    const own = { figure: "cz-order-consumer", reason: "stanovisko advokáta" };
    const value = [
      ["principal"],
      ["costs", "fee"],
      ["interest"],
      ["lateInterest", "contractualPenalty"],
    ];
    await expect(overrideRule(ctx, { ...own, value })).rejects.toMatchObject({ kind: "forbidden" });
    await overrideRule(admin, { ...own, value });
    await pay(ctx, caseId, "2026-02-10");
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 30_000, costs: 0 });
    const [row] = await reading(
      ctx,
      ({ sql }) => sql`select distinct pack_version as pack from allocations`,
    );
    expect(row).toEqual({ pack: `${RULE_PACK_VERSION}/own` });
    const { rules } = await listRules(ctx);
    expect(rules.find(({ code }) => code === own.figure)?.ownValue).toEqual(value);
    const other = await (await desk.tenant()).operator("administrator");
    expect((await listRules(other)).rules.every(({ ownValue }) => ownValue === null)).toBe(true);
    await overrideRule(admin, { ...own, value: null });
    await reallocateCase(ctx, { caseId });
    expect(await paidOf(ctx, caseId)).toEqual({ principal: 10_000, costs: 20_000 });
    await expect(overrideRule(admin, { ...own, value: [["principal"]] })).rejects.toMatchObject({
      code: "claims.rule_value",
    });
    const sure = { ...own, figure: "cz-penalty-day", value: "5" };
    await expect(overrideRule(admin, sure)).rejects.toMatchObject({ code: "claims.rule_is_sure" });
  });
});
