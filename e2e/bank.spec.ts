import type { Locator, Page } from "@playwright/test";
import type { Sql } from "postgres";
import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { MOVEMENT, STATEMENT } from "@/server/connectors/bank/testing/written";
import { formatAmount } from "@/server/kernel/money";
import { expect, signIn, test } from "./visitor";

const czk = (amountMinor: number) => formatAmount(amountMinor, "cs");

/** Two cases, each with one claim in crowns whose symbol nobody else has. */
async function twoDebts(sql: Sql) {
  const [paid, other] = await sql<
    { caseId: number; refNo: string; symbol: string; debtor: string }[]
  >`
    select k.id as "caseId", k.ref_no as "refNo", k.debtor_name as debtor,
           min(c.variable_symbol) as symbol
      from cases k join claims c on c.case_id = k.id
     where c.balance_minor > 20000 and c.currency = 'CZK' and c.voided_at is null
       and k.voided_at is null and k.access_group_id is null
       and (select count(distinct o.case_id) from claims o
             where ltrim(o.variable_symbol, '0') = ltrim(c.variable_symbol, '0')) = 1
     group by k.id, k.ref_no, k.debtor_name having count(*) = 1 order by k.id desc limit 2`;
  if (!paid || !other) throw new Error("the seed made no debts");
  return { paid, other };
}

/** A statement with a payment of that symbol, and one without any. */
function statementOf(symbol: string) {
  const known = { ...MOVEMENT, bookedOn: "2026-11-26", valueOn: "2026-11-26" };
  const bytes = writeAbo([
    {
      ...STATEMENT,
      account: "19-2000145399/0800",
      closedOn: "2026-11-26",
      movements: [
        { ...known, variableSymbol: symbol.replace(/^0+/, ""), amountMinor: 12_345 },
        { ...known, variableSymbol: null, amountMinor: 6_789 },
      ],
    },
  ]);
  return { name: "vypis.gpc", mimeType: "text/plain", buffer: Buffer.from(bytes) };
}

async function upload(page: Page, file: ReturnType<typeof statementOf>): Promise<void> {
  await page.getByRole("button", { name: "Nahrát výpis" }).click();
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file);
}

async function choose(page: Page, row: Locator, entry: string): Promise<void> {
  await row.hover();
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: entry }).click();
}

test("a statement is uploaded, matches itself, and the rest is decided by a person", async ({
  page,
  sql,
}) => {
  const { paid, other } = await twoDebts(sql);
  const file = statementOf(paid.symbol);
  const dialog = page.getByRole("dialog");
  await signIn(page, "administrator");
  await page.goto("/bank");
  await upload(page, file);
  await expect(dialog.getByRole("alert")).toContainText("Přidejte jej mezi své účty");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Přidat účet" }).click();
  await dialog.getByLabel("Číslo účtu").fill("19-2000145399");
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(dialog.getByText("není platné číslo účtu")).toBeVisible();
  await dialog.getByLabel("Číslo účtu").fill("19-2000145399/0800");
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(page.getByText("Účet je přidán.")).toBeVisible();

  await upload(page, file);
  await expect(page.getByText("Přečteny 2 pohyby, nových 2.")).toBeVisible();
  const matched = page.getByRole("row").filter({ hasText: czk(12_345) });
  await expect(matched).toContainText("přesný VS");
  await expect(matched).toContainText(paid.refNo);
  const waiting = page.getByRole("row").filter({ hasText: czk(6_789) });
  await expect(waiting).toContainText("bez VS");

  await choose(page, waiting, "Přiřadit k případu…");
  await dialog.getByRole("combobox").click();
  await page.keyboard.type(other.refNo);
  await page
    .getByRole("option", { name: new RegExp(other.debtor) })
    .first()
    .click();
  await dialog.getByRole("button", { name: "Přiřadit", exact: true }).click();
  await expect(page.getByText("Pohyb je přiřazen.")).toBeVisible();
  await expect(waiting).toContainText("ručně");

  await choose(page, waiting, "Zrušit rozhodnutí…");
  await dialog.getByLabel("Důvod").fill("Jiný dlužník");
  await dialog.getByRole("button", { name: "Zrušit rozhodnutí" }).click();
  await expect(waiting).toContainText("rozhodnutí zrušeno");
  const booked = await sql<{ amountMinor: number }[]>`
    select amount_minor as "amountMinor" from payments
     where case_id = any(${[paid.caseId, other.caseId]}) and source = 'bank' order by id`;
  expect(booked.map(({ amountMinor }) => amountMinor)).toEqual([12_345, 6_789, -6_789]);
});
