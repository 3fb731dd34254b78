import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { STATEMENT } from "@/server/connectors/bank/testing/written";
import { formatAmount } from "@/server/kernel/money";
import { expect, signIn, test } from "./visitor";

const czk = (amountMinor: number) => formatAmount(amountMinor, "cs");

test("a statement is uploaded, matches itself, and the rest is decided by a person", async ({
  page,
  sql,
}) => {
  const debts = await sql<{ caseId: number; refNo: string; symbol: string; debtor: string }[]>`
    select k.id as "caseId", k.ref_no as "refNo", k.debtor_name as debtor,
           min(c.variable_symbol) as symbol
      from cases k join claims c on c.case_id = k.id
     where c.balance_minor > 20000 and c.currency = 'CZK' and c.voided_at is null
       and k.voided_at is null and k.access_group_id is null
       and (select count(distinct o.case_id) from claims o
             where ltrim(o.variable_symbol, '0') = ltrim(c.variable_symbol, '0')) = 1
     group by k.id, k.ref_no, k.debtor_name having count(*) = 1 order by k.id desc limit 2`;
  const [paid, other] = debts;
  if (!paid || !other) throw new Error("the seed made no debts");
  const symbol = paid.symbol.replace(/^0+/, "");
  const movement = { ...STATEMENT.movements[0], bookedOn: "2026-11-26", valueOn: "2026-11-26" };
  const file = writeAbo([
    {
      ...STATEMENT,
      account: "19-2000145399/0800",
      closedOn: "2026-11-26",
      movements: [
        { ...movement, variableSymbol: symbol, amountMinor: 12_345, kind: "payment" as const },
        { ...movement, variableSymbol: null, amountMinor: 6_789, kind: "payment" as const },
      ] as typeof STATEMENT.movements,
    },
  ]);
  const payload = { name: "vypis.gpc", mimeType: "text/plain", buffer: Buffer.from(file) };

  await signIn(page, "administrator");
  await page.goto("/bank");
  await page.getByRole("button", { name: "Nahrát výpis" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles(payload);
  await expect(dialog.getByRole("alert")).toContainText("Přidejte jej mezi své účty");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Přidat účet" }).click();
  await dialog.getByLabel("Číslo účtu").fill("19-2000145399");
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(dialog.getByText("není číslo účtu")).toBeVisible();
  await dialog.getByLabel("Číslo účtu").fill("19-2000145399/0800");
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(page.getByText("Účet je přidán.")).toBeVisible();

  await page.getByRole("button", { name: "Nahrát výpis" }).click();
  await dialog.locator("input[type=file]").setInputFiles(payload);
  await expect(page.getByText("Přečteny 2 pohyby, nových 2.")).toBeVisible();
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: czk(12_345) })).toContainText("přesný VS");
  await expect(rows.filter({ hasText: czk(12_345) })).toContainText(paid.refNo);
  const waiting = rows.filter({ hasText: czk(6_789) });
  await expect(waiting).toContainText("bez VS");

  await waiting.hover();
  await waiting.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Přiřadit k případu…" }).click();
  await dialog.getByRole("combobox").click();
  await page.keyboard.type(other.refNo);
  await page
    .getByRole("option", { name: new RegExp(other.debtor) })
    .first()
    .click();
  await dialog.getByRole("button", { name: "Přiřadit", exact: true }).click();
  await expect(page.getByText("Pohyb je přiřazen.")).toBeVisible();
  await expect(waiting).toContainText("ručně");

  await waiting.hover();
  await waiting.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Zrušit rozhodnutí…" }).click();
  await dialog.getByLabel("Důvod").fill("Jiný dlužník");
  await dialog.getByRole("button", { name: "Zrušit rozhodnutí" }).click();
  await expect(waiting).toContainText("rozhodnutí zrušeno");

  const booked = await sql<{ source: string; amountMinor: number }[]>`
    select source, amount_minor as "amountMinor" from payments
     where case_id = any(${[paid.caseId, other.caseId]}) and source = 'bank' order by id`;
  expect(booked.map((row) => ({ ...row }))).toEqual([
    { source: "bank", amountMinor: 12_345 },
    { source: "bank", amountMinor: 6_789 },
    { source: "bank", amountMinor: -6_789 },
  ]);
});
