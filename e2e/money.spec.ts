import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import jsQR from "jsqr";
import { formatAmount } from "@/server/kernel/money";
import { expect, openCase, signIn, test } from "./visitor";

const czk = (amountMinor: number) => formatAmount(amountMinor, "cs");
/** What stands under a heading of the totals of the claims. */
const balanceOn = (page: Page) =>
  page
    .getByLabel("Souhrn pohledávek")
    .locator("div")
    .filter({ hasText: /^Zůstatek/ });

test("a payment is previewed, recorded, and reversed with a reason; both rows stay", async ({
  page,
  sql,
}) => {
  const [debt] = await sql<{ id: number; balance: number }[]>`
    select id, balance_czk_minor as balance from cases
    where balance_czk_minor > 300000 and voided_at is null and balance_eur_minor = 0
    order by id limit 1`;
  if (!debt) throw new Error("the seed made no debt");
  const paidMinor = 123_450;
  const note = "Úhrada na přepážce";
  await signIn(page, "supervisor");
  await openCase(page, debt.id);
  await expect(balanceOn(page)).toContainText(czk(debt.balance));

  await page.getByRole("button", { name: "Zapsat platbu", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Částka").fill("1 234,50");
  await dialog.getByLabel("Poznámka").fill(note);
  const preview = dialog.getByRole("region", { name: "Co se stane" });
  await expect(preview).toContainText(czk(debt.balance - paidMinor));
  await expect(preview).toContainText("jistina");
  const before = await sql`select count(*)::int as n from payments where case_id = ${debt.id}`;
  await dialog.getByRole("button", { name: "Zapsat platbu" }).click();
  await expect(page.getByText("je zapsána.")).toBeVisible();
  await expect(balanceOn(page)).toContainText(czk(debt.balance - paidMinor));

  const rows = page.getByRole("list", { name: "Platby" }).getByRole("listitem");
  const mine = rows.filter({ hasText: note });
  await expect(mine).toContainText(czk(paidMinor));
  await mine.getByRole("button", { name: "Stornovat platbu" }).click();
  await dialog.getByRole("button", { name: "Stornovat platbu" }).click();
  await expect(dialog.getByText("Vyplňte prosím toto pole.")).toBeVisible();
  await dialog.getByLabel("Důvod").fill("Patřila jinému případu");
  await dialog.getByRole("button", { name: "Stornovat platbu" }).click();
  await expect(page.getByText("Platba je stornována.")).toBeVisible();
  await expect(balanceOn(page)).toContainText(czk(debt.balance));
  await expect(mine).toContainText("opravena – jako by nebyla");
  await expect(mine).toContainText("Patřila jinému případu");

  const written = await sql<{ amountMinor: number; kind: string | null }[]>`
    select amount_minor as "amountMinor", reversal_kind as kind from payments
    where case_id = ${debt.id} order by id desc limit 2`;
  expect(written.map((row) => ({ ...row }))).toEqual([
    { amountMinor: -paidMinor, kind: "correction" },
    { amountMinor: paidMinor, kind: null },
  ]);
  const after = await sql`select count(*)::int as n from payments where case_id = ${debt.id}`;
  expect(after[0]?.n).toBe(before[0]?.n + 2);
  const [kept] = await sql`select balance_czk_minor as balance from cases where id = ${debt.id}`;
  expect(kept?.balance).toBe(debt.balance);
});

test("an operator records payments and is offered no reversal", async ({ page, sql }) => {
  const [paid] = await sql<{ caseId: number }[]>`
    select case_id as "caseId" from payments where reverses_id is null order by id limit 1`;
  await signIn(page, "operator");
  await openCase(page, paid?.caseId ?? 0);
  const payments = page.getByRole("list", { name: "Platby" });
  await expect(payments.getByRole("listitem").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Zapsat platbu", exact: true })).toBeVisible();
  await expect(payments.getByRole("button", { name: "Stornovat platbu" })).toHaveCount(0);
});

test("interest is started, explained line by line, and ended", async ({ page, sql }) => {
  const [debt] = await sql<{ caseId: number; claimId: number; balance: number; due: string }[]>`
    select c.case_id as "caseId", min(c.id) as "claimId", max(c.balance_minor) as balance,
           min(c.due_on)::text as due
      from claims c join cases k on k.id = c.case_id
     where c.currency = 'CZK' and c.balance_minor > 0 and c.paid_minor = 0 and c.voided_at is null
       and c.due_on between '2024-01-01' and '2026-09-30' and k.voided_at is null
       and not exists (select 1 from payments p where p.case_id = c.case_id)
     group by c.case_id having count(*) = 1 order by 1 limit 1`;
  if (!debt) throw new Error("the seed made no single unpaid claim");
  await signIn(page, "supervisor");
  await openCase(page, debt.caseId);
  const claims = page.getByRole("table", { name: "Pohledávky" });
  await claims.getByRole("row").nth(1).getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Úročit…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("potvrdit právník");
  await dialog.getByRole("button", { name: "Začít úročit" }).click();
  await expect(page.getByText("Pohledávka se úročí.").first()).toBeVisible();

  await claims
    .getByRole("button", { name: /^Rozbalit/ })
    .first()
    .click();
  const line = claims.getByRole("row").filter({ hasText: "úrok z prodlení" });
  await expect(line).toContainText("za každý další den");
  await line.getByRole("button", { name: "Vysvětlit výpočet" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("table")).toContainText("repo sazba ČNB");
  await expect(sheet.getByRole("table")).toContainText("§ 1970 OZ");
  // The last line of figures; the one under it says where the rate comes from.
  const amounts = await sheet.getByRole("row").nth(-2).getByRole("cell").allTextContents();
  await page.keyboard.press("Escape");
  // What the derivation ends with is what the page says is owed.
  await expect(line).toContainText(amounts.at(-1) ?? "nothing");

  await line.getByRole("button", { name: "Ukončit úročení" }).click();
  await dialog.getByLabel("Od začátku").click();
  await dialog.getByLabel("Důvod").fill("Dohoda o prominutí");
  await dialog.getByRole("button", { name: "Ukončit", exact: true }).click();
  await expect(page.getByText("Úročení je ukončeno.").first()).toBeVisible();
  await expect(line).toContainText("zrušen od začátku");
  await expect(balanceOn(page)).toContainText(czk(debt.balance));
});

test("a balance explains itself on a day, and leaves as PDF and XLSX", async ({ page, sql }) => {
  const [paid] = await sql<{ caseId: number }[]>`
    select k.id as "caseId" from claims c join cases k on k.id = c.case_id
     where c.currency = 'CZK' and c.balance_minor > 0 and c.paid_minor > 0 and c.voided_at is null
       and k.voided_at is null and k.claim_count = 1 order by k.id limit 1`;
  if (!paid) throw new Error("the seed made no partly paid claim");
  await signIn(page, "supervisor");
  await openCase(page, paid.caseId);
  await balanceOn(page).getByRole("button").click();
  const sheet = page.getByRole("dialog", { name: "Jak vznikl zůstatek" });
  const lines = sheet.getByRole("table").first();
  await expect(lines).toContainText("Předpis: jistina");
  await expect(lines).toContainText("Platba na: jistina");
  // What the lines end with is what the page says is owed.
  const ends = await lines.getByRole("row").last().getByRole("cell").last().textContent();
  expect(ends).not.toBe("");
  await expect(balanceOn(page)).toContainText(ends ?? "nothing");

  const day = sheet.getByRole("textbox", { name: "Ke dni" });
  await day.fill("1.1.2000");
  await day.blur();
  await expect(sheet).toContainText("K tomuto dni není co vysvětlovat");
  await day.fill("");
  await day.blur();
  await expect(lines).toContainText("Předpis: jistina");

  await sheet.getByLabel("Jazyk souboru").click();
  await page.getByRole("option", { name: "ruština" }).click();
  const pdf = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Stáhnout PDF" }).click();
  const document = await pdf;
  expect(document.suggestedFilename()).toMatch(/^raschet-dolga-.*\.pdf$/);
  expect(
    readFileSync(await document.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const workbook = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Stáhnout XLSX" }).click();
  expect((await workbook).suggestedFilename()).toMatch(/\.xlsx$/);
  const [audit] = await sql<{ count: number }[]>`
    select count(*)::int as count from audit_entries
     where action = 'explanations.export' and case_id = ${paid.caseId}`;
  expect(audit?.count).toBe(2);
});

test("a claim is paid by a code that a telephone reads, and that is saved as a picture", async ({
  page,
  sql,
}) => {
  const [debt] = await sql<{ caseId: number; symbol: string }[]>`
    select k.id as "caseId", min(c.variable_symbol) as symbol
      from claims c join cases k on k.id = c.case_id
     where c.currency = 'CZK' and c.balance_minor > 0 and c.variable_symbol is not null
       and c.voided_at is null and k.voided_at is null and k.balance_eur_minor = 0
     group by k.id having count(*) = 1 order by k.id desc limit 1`;
  if (!debt) throw new Error("the seed made no claim with a symbol");
  await signIn(page, "operator");
  await openCase(page, debt.caseId);
  await page.getByRole("button", { name: "QR platba…" }).click();
  const dialog = page.getByRole("dialog", { name: "QR platba" });
  await expect(dialog.getByLabel("Variabilní symbol", { exact: true })).toHaveValue(debt.symbol);
  await dialog.getByLabel(/^Částka/).fill("1 234,50");
  await dialog.getByLabel("Zpráva pro příjemce", { exact: true }).fill("Splátka 1*2");
  await expect(dialog.locator("code")).toContainText("AM:1234.50");
  await expect(dialog.locator("code")).toContainText("MSG:SPLATKA 1%2A2");
  const text = await dialog.locator("code").textContent();
  expect(text).toMatch(/^SPD\*1\.0\*ACC:CZ\d{22}\*/);
  expect(text).toContain(`X-VS:${debt.symbol}`);
  expect(await readCode(page)).toBe(text);
  const picture = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Uložit PNG" }).click();
  const png = readFileSync(await (await picture).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  await dialog.getByRole("radio", { name: "PAY by square" }).click();
  await expect(dialog.locator("code")).not.toContainText("SPD");
});

/** What a camera reads of the code that the dialog shows. */
async function readCode(page: Page): Promise<string | undefined> {
  const { data, width, height } = await page
    .getByRole("img", { name: "QR kód k platbě" })
    .evaluate(async (svg) => {
      const size = 600;
      const picture = new Image(size, size);
      const source = new XMLSerializer().serializeToString(svg);
      picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
      await picture.decode();
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = size;
      const pen = canvas.getContext("2d");
      pen?.drawImage(picture, 0, 0, size, size);
      const pixels = pen?.getImageData(0, 0, size, size).data ?? [];
      return { data: Array.from(pixels), width: size, height: size };
    });
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

test("a page without a right to it says so", async ({ page }) => {
  await signIn(page, "operator");
  for (const path of ["/bank", "/settings/feeds"]) {
    await page.goto(path);
    await expect(page.getByText("Sem nemáte přístup")).toBeVisible();
  }
});
