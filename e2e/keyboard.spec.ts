import type { Page } from "@playwright/test";
import { composerOf, expect, openCase, signIn, test } from "./visitor";

/** `g`, then a letter; pressed again while the page that should hear it is still waking up. */
async function goTo(page: Page, letter: string, url: RegExp): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(url, { timeout: 5_000 });
  }).toPass();
}

test("without a mouse: search, places, palette, rows of the list", async ({ page, sql }) => {
  const [known] = await sql<{ id: number; refNo: string }[]>`
    select id, ref_no as "refNo" from cases where voided_at is null order by id limit 1`;
  if (!known) throw new Error("the seed made no case");
  await signIn(page, "operator");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Přehled");
  await goTo(page, "c", /\/cases$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Případy");
  await goTo(page, "p", /\/parties$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Osoby");

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Paleta příkazů" });
  await palette.getByPlaceholder("Zadejte příkaz").fill(known.refNo);
  await expect(palette.getByRole("option", { name: known.refNo }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/cases/${known.id}$`));
  await expect(composerOf(page)).toBeVisible();

  await goTo(page, "c", /\/cases$/);
  const rows = page.getByRole("table", { name: "Případy" }).locator("[data-row]");
  await expect(rows.nth(2)).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\/\d+$/, { timeout: 30_000 });
});

test("the slash opens the search of everything, f the search of the list", async ({ page }) => {
  await signIn(page, "operator");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Přehled");
  await page.keyboard.press("/");
  const palette = page.getByRole("dialog", { name: "Paleta příkazů" });
  await expect(palette.getByPlaceholder("Zadejte příkaz")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.goto("/cases");
  await expect(page.locator("[data-row]").first()).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByPlaceholder("Ref. číslo, jméno, VS, telefon…")).toBeFocused();
});

test("n writes a note on a case and Ctrl+Enter sends it", async ({ page, sql }) => {
  const [known] = await sql<{ id: number }[]>`
    select id from cases where voided_at is null order by id offset 1 limit 1`;
  const caseId = known?.id ?? 0;
  await signIn(page, "operator");
  await openCase(page, caseId);
  await page.keyboard.press("n");
  const field = page.getByPlaceholder("Co je nového…");
  await expect(field).toBeFocused();
  const text = `Zapsáno bez myši ${Date.now()}`;
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Události" })).toContainText(text);
  await expect(field).toBeHidden();
  const notes = await sql`select 1 from case_events where case_id = ${caseId} and text = ${text}`;
  expect(notes).toHaveLength(1);
});
