import { composerOf, expect, signIn, test } from "./visitor";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("the report of deals is within reach of a thumb", async ({ page }) => {
  await signIn(page, "supervisor");
  await page.goto("/cases?category=deal");
  await page.getByRole("link", { name: "Výhled a trychtýř" }).click();
  await page.waitForURL(/\/cases\/report/);
  await expect(page.getByRole("heading", { name: "Jak daleko obchody dojdou" })).toBeVisible();
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
});

test("what each role may is scrolled in its own part of the page", async ({ page }) => {
  await signIn(page, "administrator");
  await page.goto("/settings/permissions");
  const matrix = page.getByRole("region", { name: "Role a oprávnění" });
  await expect(matrix.getByRole("rowheader", { name: "Číst zprávy" })).toBeVisible();
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
  await matrix.evaluate((part) => part.scrollTo({ left: part.scrollWidth }));
  await expect(matrix.getByRole("columnheader", { name: "Pracovník účtů" })).toBeInViewport();
  await expect(matrix.getByRole("rowheader", { name: "Číst případy" })).toBeInViewport();
});

test("on a telephone one signs in, finds a debtor, opens the case and writes a note", async ({
  page,
  sql,
}) => {
  const [debt] = await sql<{ id: number; refNo: string; name: string }[]>`
    select id, ref_no as "refNo", debtor_name as name from cases
    where voided_at is null and balance_czk_minor > 0 and id > 12 order by id limit 1`;
  if (!debt) throw new Error("the seed made no debt");
  const surname = debt.name.split(/[ ,]+/).at(1) ?? debt.name;
  const plain = surname.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  await signIn(page, "supervisor");
  const bar = page.getByRole("navigation", { name: "Hlavní navigace" });
  const command = page.getByPlaceholder("Zadejte příkaz");
  // A tap on a page that is not awake yet is lost on slow telephones too: one taps again.
  await expect(async () => {
    await bar.getByRole("button", { name: "Hledat" }).click();
    await expect(command).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await command.fill(`${plain} ${debt.refNo}`);
  await page.getByRole("option", { name: debt.refNo }).first().click();
  await page.waitForURL(new RegExp(`/cases/${debt.id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(debt.name);
  await composerOf(page)
    .getByRole("button", { name: /^Poznámka/ })
    .click();
  const text = `Zapsáno v terénu z telefonu ${Date.now()}`;
  await page.getByPlaceholder("Co je nového…").fill(text);
  await page.getByRole("button", { name: "Zapsat", exact: true }).click();
  await expect(page.getByRole("list", { name: "Události" })).toContainText(text);
  const notes = await sql`select 1 from case_events where case_id = ${debt.id} and text = ${text}`;
  expect(notes).toHaveLength(1);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
});
