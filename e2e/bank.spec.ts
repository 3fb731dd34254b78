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
      -- Not what the imports of another file bring meanwhile and take back: theirs begin at 70 001.
       and k.ref_number < 70000
       and (select count(distinct o.case_id) from claims o
             where ltrim(o.variable_symbol, '0') = ltrim(c.variable_symbol, '0')) = 1
     group by k.id, k.ref_no, k.debtor_name having count(*) = 1 order by k.id desc limit 2`;
  if (!paid || !other) throw new Error("the seed made no debts");
  return { paid, other };
}

const ACCOUNT = "19-2000145399/0800";

type Payment = { symbol: string | null; amountMinor: number; day?: string };

function statementOf(payments: readonly Payment[], number = "7") {
  const movements = payments.map(({ symbol, amountMinor, day = "2026-11-26" }) => ({
    ...{ ...MOVEMENT, bookedOn: day, valueOn: day, specificSymbol: null, message: null },
    ...{ amountMinor, counterAccount: null, variableSymbol: symbol?.replace(/^0+/, "") ?? null },
  }));
  const bytes = writeAbo([
    { ...STATEMENT, account: ACCOUNT, closedOn: "2026-11-26", number, movements },
  ]);
  return { name: `vypis-${number}.gpc`, mimeType: "text/plain", buffer: Buffer.from(bytes) };
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
  const file = statementOf([
    { symbol: paid.symbol, amountMinor: 12_345 },
    { symbol: null, amountMinor: 6_789 },
  ]);
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
  await expect(matched).toContainText(/přesný VS|VS bez nul/);
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

  await upload(page, file);
  await expect(dialog.getByRole("alert")).toContainText("Tento soubor tu už je");
  await dialog.getByRole("button", { name: "Rozumím" }).click();

  await choose(page, waiting, "Zrušit rozhodnutí…");
  await dialog.getByLabel("Důvod").fill("Jiný dlužník");
  await dialog.getByRole("button", { name: "Zrušit rozhodnutí" }).click();
  await expect(waiting).toContainText("rozhodnutí zrušeno");
  const booked = await sql<{ amountMinor: number }[]>`
    select amount_minor as "amountMinor" from payments
     where case_id = any(${[paid.caseId, other.caseId]}) and source = 'bank' order by id`;
  expect(booked.map(({ amountMinor }) => amountMinor)).toEqual([12_345, 6_789, -6_789]);
});

async function haveAccount(page: Page, sql: Sql): Promise<void> {
  const known = await sql`select 1 from bank_accounts where number = ${ACCOUNT}`;
  if (known.length > 0) return;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Přidat účet" }).click();
  await dialog.getByLabel("Číslo účtu").fill(ACCOUNT);
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(page.getByText("Účet je přidán.")).toBeVisible();
}

test("a candidate is accepted by a key, a payment is split, and both are undone", async ({
  page,
  sql,
}) => {
  const { paid, other } = await twoDebts(sql);
  const [owed] = await sql<{ amountMinor: number }[]>`
    select balance_minor as "amountMinor" from claims where case_id = ${paid.caseId}`;
  const amountMinor = owed?.amountMinor ?? 0;
  // One digit wrong at the end, the very amount: offered, never booked.
  const slip = `${paid.symbol.slice(0, -1)}${(Number(paid.symbol.slice(-1)) + 5) % 10}`;
  await signIn(page, "administrator");
  await page.goto("/bank");
  const dialog = page.getByRole("dialog");
  await haveAccount(page, sql);
  const day = "2026-11-25";
  await upload(
    page,
    statementOf(
      [
        { symbol: slip, amountMinor, day },
        { symbol: null, amountMinor: 30_001, day },
      ],
      "8",
    ),
  );
  await expect(page.getByText("Přečteny 2 pohyby, nových 2.")).toBeVisible();
  const slipped = page.getByRole("row").filter({ hasText: "VS s překlepem" });
  await slipped.click();
  await expect(dialog.getByText("jednou číslicí")).toBeVisible();
  await expect(dialog.getByText(paid.refNo)).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByText(`Přiřazeno k případu ${paid.refNo}.`)).toBeVisible();
  const balanceOf = async (caseId: number) => {
    const [row] = await sql<{ minor: number }[]>`
      select balance_czk_minor as minor from cases where id = ${caseId}`;
    return row?.minor;
  };
  expect(await balanceOf(paid.caseId)).toBe(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Vráceno zpět.")).toBeVisible();
  expect(await balanceOf(paid.caseId)).toBe(amountMinor);
  await page.keyboard.press("Escape");

  const whole = page.getByRole("row").filter({ hasText: czk(30_001) });
  await choose(page, whole, "Rozdělit…");
  for (const [at, debt] of [paid, other].entries()) {
    const part = dialog.getByRole("group", { name: `Část ${at + 1}` });
    await part.getByRole("combobox").first().click();
    await page.keyboard.type(debt.refNo);
    await page
      .getByRole("option", { name: new RegExp(debt.debtor) })
      .first()
      .click();
    if (at === 0) await part.getByLabel("Částka").fill("100,00");
    else await part.getByRole("button", { name: "Doplnit zbytek" }).click();
  }
  await expect(dialog.getByText("Rozděleno beze zbytku")).toBeVisible();
  await dialog.getByRole("button", { name: "Rozdělit", exact: true }).click();
  await expect(page.getByText("Pohyb je rozdělen.")).toBeVisible();
  await expect(whole).toContainText("rozděleno");
  expect(await balanceOf(paid.caseId)).toBe(amountMinor - 10_000);
  await page.keyboard.press("Control+z");
  await expect(whole).toContainText("bez VS");
  expect(await balanceOf(paid.caseId)).toBe(amountMinor);
});
