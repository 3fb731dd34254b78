import { decode } from "bysquare/pay";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { saveAccount } from "../bank";
import { openDesk } from "../testing";
import { paymentCode } from "./payment-code";
import { paymentCodeImage } from "./payment-code-image";

const desk = await openDesk();
const TODAY = "2026-11-22";
const ASKED = { currency: "CZK" as const, amountMinor: 48_050, variableSymbol: "42" };

async function open() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const account = (number: string, currency: "CZK" | "EUR") =>
    saveAccount(admin, { number, currency, name: "" });
  return { tenant, account, ctx: await tenant.operator("operator") };
}

const refusedAs = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof DomainError ? error.code : error;
};

describe("a payment code", () => {
  it("is made for the oldest account of the currency, or the one chosen", async () => {
    const { ctx, account } = await open();
    expect(await refusedAs(paymentCode(ctx, ASKED))).toBe("paymentCodes.no_account");
    await account("SK3112000000198742637541", "EUR");
    expect(await refusedAs(paymentCode(ctx, ASKED))).toBe("paymentCodes.no_account");
    await account("1265098001/5500", "CZK");
    const { accountId } = await account("19-2000145399/0800", "CZK");
    const first = await paymentCode(ctx, ASKED);
    expect(first.format).toBe("spayd");
    expect(first.text).toContain("ACC:CZ5855000000001265098001*AM:480.50*CC:CZK*");
    const chosen = await paymentCode(ctx, { ...ASKED, accountId });
    expect(chosen.text).toContain("ACC:CZ6508000000192000145399*");
  });

  it("in euro is what Slovak banks read, unless the other is asked for", async () => {
    const { ctx, account } = await open();
    await account("SK3112000000198742637541", "EUR");
    const euro = await paymentCode(ctx, { ...ASKED, currency: "EUR" });
    expect(decode(euro.text).payments[0]).toMatchObject({ amount: 480.5, variableSymbol: "42" });
    const czech = await paymentCode(ctx, { ...ASKED, currency: "EUR", format: "spayd" });
    expect(czech.text).toMatch(/^SPD\*1\.0\*ACC:SK3112000000198742637541\*AM:480\.50\*CC:EUR\*/);
  });

  it("leaves out a due day that has passed, and keeps today's", async () => {
    const { ctx, account } = await open();
    await account("1265098001/5500", "CZK");
    const of = async (dueOn: string) => (await paymentCode(ctx, { ...ASKED, dueOn })).text;
    expect(await of("2026-11-21")).not.toContain("*DT:");
    expect(await of(TODAY)).toContain("*DT:20261122");
  });

  it("is an image too, and never one for another company's account", async () => {
    const { ctx, account } = await open();
    const other = await open();
    await account("1265098001/5500", "CZK");
    const { accountId } = await other.account("19-2000145399/0800", "CZK");
    const foreign = paymentCode(ctx, { ...ASKED, accountId });
    expect(await refusedAs(foreign)).toBe("paymentCodes.account_not_found");
    const { name, mediaType, content } = await paymentCodeImage(ctx, { ...ASKED, image: "png" });
    expect([name, mediaType]).toEqual(["qr-42.png", "image/png"]);
    expect(content.subarray(1, 4).toString()).toBe("PNG");
  });
});
