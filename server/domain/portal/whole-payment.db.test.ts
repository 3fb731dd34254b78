import { describe, expect, it } from "vitest";
import { STATEMENT } from "@/server/connectors/bank/testing/written";
import { matchMovements, saveAccount, uploadStatement } from "../bank";
import { bytesOf, statementOf } from "../bank/testing/bank-agency";
import { openCase, updateCase } from "../cases";
import { createClaim } from "../claims";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import { type MyPaymentCode, myCase, myPaymentCode } from ".";
import { hideField } from "./testing/hide-field";
import { type Debtor, portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
const CZK = "CZK" as const;

/** The scene's first debtor owes 900 Kč without a symbol; each symbol adds a claim of 500 Kč. */
async function scene(...symbols: string[]) {
  const it = await portalScene(desk);
  const admin = await it.tenant.operator("administrator");
  await saveAccount(admin, { number: STATEMENT.account, currency: "CZK", name: "Inkaso" });
  const owe = ({ caseId }: Debtor, variableSymbol: string) =>
    createClaim(it.admin, {
      ...{ caseId, variableSymbol, principalMinor: 500_00, currency: CZK, dueOn: "2026-10-05" },
    });
  for (const symbol of symbols) await owe(it.first, symbol);
  const client = await registered(desk, it, it.first);
  const { refNo, caseId, claimId } = it.first;
  const pay = async ({ variableSymbol, amountMinor }: MyPaymentCode) => {
    const statement = statementOf([{ variableSymbol, amountMinor }]);
    await uploadStatement(admin, { name: "vypis.gpc" }, bytesOf(statement));
    await matchMovements(it.tenant.system("bank"));
  };
  return { ...it, client, refNo, caseId, claimId, owe, pay };
}

describe("all that is left on a case", () => {
  it("is paid by one code, whose money the bank's statement brings to every claim", async () => {
    const { client, refNo, pay } = await scene("7700000011", "7700000022");
    const { wholes } = await myCase(client, { refNo });
    const amountMinor = 1_900_00;
    expect(wholes).toEqual([{ currency: "CZK", amountMinor, variableSymbol: "7700000011" }]);
    const code = await myPaymentCode(client, { refNo, currency: "CZK" });
    expect(code).toMatchObject({ amountMinor, variableSymbol: "7700000011", format: "spayd" });
    await pay(code);
    const paid = await myCase(client, { refNo });
    expect(paid.claims.map(({ balanceMinor }) => balanceMinor)).toEqual([0, 0, 0]);
    expect(paid.wholes).toEqual([]);
  });

  it("has no code where the symbol leads to another's case, or there is none", async () => {
    const { client, refNo, second, owe } = await scene("7700000033");
    await owe(second, "7700000033");
    const wholes = [{ currency: "CZK", amountMinor: 1_400_00, variableSymbol: null }];
    expect((await myCase(client, { refNo })).wholes).toEqual(wholes);
    const refused = { code: "portal.no_whole" };
    await expect(myPaymentCode(client, { refNo, currency: "CZK" })).rejects.toMatchObject(refused);
    await expect(myPaymentCode(client, { refNo, currency: "EUR" })).rejects.toMatchObject(refused);
  });

  it("is not offered of one claim, which has a code of its own", async () => {
    const { client, refNo, claimId, second, owe } = await scene();
    expect((await myCase(client, { refNo })).wholes).toEqual([]);
    const digits = refNo.replace(/\D/g, "");
    const asked = { refNo, claimId };
    expect((await myPaymentCode(client, asked)).variableSymbol).toBe(digits);
    // Another's symbol never stands in a code, whatever the case's number is.
    await owe(second, digits);
    const code = await myPaymentCode(client, asked);
    expect(code).toMatchObject({ variableSymbol: null, message: "" });
  });

  it("never has a number in it that leads to another's case", async () => {
    const { admin, client, refNo, caseId, claimId, second, owe } = await scene("7700000055");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set ref_no = '654321/2026', ref_number = 654321, ref_year = 2026
                 where id = ${caseId}`;
    });
    const asked = { refNo: "654321/2026", claimId };
    const plain = { variableSymbol: "6543212026", message: "654321/2026" };
    expect(refNo).not.toBe(asked.refNo);
    expect(await myPaymentCode(client, asked)).toMatchObject(plain);
    await owe(second, "654321");
    expect(await myPaymentCode(client, asked)).toMatchObject({ ...plain, message: "" });
    // A symbol of its own that is another's, too.
    const own = (await myCase(client, asked)).claims.find((each) => each.claimId !== claimId);
    const ofOwn = { ...asked, claimId: own?.claimId ?? 0 };
    expect((await myPaymentCode(client, ofOwn)).variableSymbol).toBe("7700000055");
    await owe(second, "7700000055");
    expect((await myPaymentCode(client, ofOwn)).variableSymbol).toBeNull();
  });
});

describe("a claim", () => {
  it("is told from others by its numbers and days, its case by what its process tells", async () => {
    const { admin, client, refNo, caseId } = await scene("7700000044");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update claims set arisen_on = '2026-09-21' where variable_symbol = '7700000044'`;
    });
    const [row] = await inTransaction(
      admin,
      (_, { sql }) => sql<{ version: number }[]>`select version from cases where id = ${caseId}`,
    );
    const fields = { contractNo: "SML-42", creditorRef: "", disputeReason: "jen pro nás" };
    await updateCase(admin, { caseId, version: row?.version ?? 0, fields });
    const { claims, marks } = await myCase(client, { refNo });
    expect(claims[1]).toMatchObject({
      ...{ title: "", variableSymbol: "7700000044", dueOn: "2026-10-05", arisenOn: "2026-09-21" },
    });
    expect(marks).toMatchObject([{ key: "contractNo", value: "SML-42" }]);
  });

  it("is told by no field that its process hides in the state of the case", async () => {
    const { admin, client, first } = await scene();
    const marksIn = async (...states: string[]) => {
      await hideField(admin, "collection", { key: "contractNo", hidden: { states } });
      const parties = [{ partyId: first.partyId, role: "debtor" }];
      const { refNo } = await openCase(admin, { category: "collection", parties });
      await inTransaction(admin, async (_, { sql }) => {
        await sql`update cases set fields = fields || '{"contractNo": "SML-42"}'
                   where ref_no = ${refNo}`;
      });
      return (await myCase(client, { refNo })).marks;
    };
    expect(await marksIn("paid")).toMatchObject([{ key: "contractNo", value: "SML-42" }]);
    expect(await marksIn("new")).toEqual([]);
  });
});
