import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, signIn, test } from "./visitor";

const category = "auction";

test("a process is told by its diagram and leaves as a file of BPMN", async ({ page }) => {
  await signIn(page, "operator");
  await page.goto("/processes");
  await page.getByRole("combobox", { name: "Proces" }).click();
  await page.getByRole("option", { name: "Dražba" }).click();
  const picture = page.getByRole("group", { name: /^Stavy a přechody/ });
  await expect(picture).toBeVisible();
  // By keyboard as by pointer: the way in focus tells its conditions.
  const way = picture.getByRole("button").first();
  await way.focus();
  await expect(page.getByRole("complementary", { name: "Podmínky přechodu" })).toContainText("Smí");
  // Pressed, it stays and is read aloud; Escape lets it go.
  await way.press("Enter");
  await expect(way).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(way).toHaveAttribute("aria-pressed", "false");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Uložit BPMN" }).click();
  const file = await (await download).path();
  expect(readFileSync(file, "utf8")).toContain("<bpmn:process id=");
});

test("an administrator changes a process; cases go by it once they are taken over", async ({
  page,
  sql,
}) => {
  test.setTimeout(120_000);
  const [old] = await sql<{ id: number }[]>`
    insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on, fields)
    select id, '77001/2026', 2026, 77001, ${category}, 'proposal', '2026-01-02', '{}'
      from tenants where slug = 'demo' returning id`;
  const caseOf = async () => {
    const [row] = await sql<{ state: string; version: number }[]>`
      select state, process_version as version from cases where id = ${old?.id ?? 0}`;
    return row;
  };
  await signIn(page, "administrator");
  await page.goto(`/settings/processes?category=${category}`);
  await page.getByRole("button", { name: "Začít koncept" }).click();

  await page.getByRole("button", { name: "Přidat stav" }).click();
  await page.getByLabel("Kód", { exact: true }).fill("parked");
  await nameIt(page, "Odloženo");
  await page.getByLabel("Konečný stav").check();
  await expect(page.getByText("Do stavu se nelze dostat z výchozího stavu")).toBeVisible();
  await expect(page.getByRole("button", { name: "Uvést v platnost" })).toBeDisabled();

  await page.getByRole("radio", { name: "Přechody" }).click();
  await page.getByRole("button", { name: "Přidat přechod" }).click();
  await page.getByLabel("Kód", { exact: true }).fill("park");
  await nameIt(page, "Odložit");
  await page.getByRole("combobox", { name: "Do stavu" }).click();
  await page.getByRole("option", { name: "Odloženo" }).click();
  await expect(page.getByText("Do stavu se nelze dostat z výchozího stavu")).toBeHidden();
  await expect(page.getByText("přibude").first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByLabel("Podmínky považovat za splněné").check();
  await page.getByRole("button", { name: "Odložit → Odloženo" }).click();
  await expect(page.getByText("– konec")).toBeVisible();
  expect(await caseOf()).toEqual({ state: "proposal", version: 0 });

  await page.getByRole("button", { name: "Uvést v platnost" }).click();
  const activation = page.getByRole("dialog", { name: /^Uvést verzi \d+ v platnost\?$/ });
  expect(await faultsOf(page)).toEqual([]);
  await activation.getByRole("button", { name: "Uvést v platnost" }).click();
  await expect(page.getByText("Začít koncept")).toBeVisible();
  expect(await caseOf()).toEqual({ state: "proposal", version: 0 });
  await page.getByRole("button", { name: /^Převést/ }).click();
  await expect.poll(async () => (await caseOf())?.version).toBeGreaterThan(0);

  await page.goto(`/cases/${old?.id}?tab=process`);
  const ways = page.getByRole("listitem").filter({ hasText: "Odložit" });
  await expect(ways.getByText("Smí").first()).toBeVisible();
  await ways.getByRole("button", { name: "Provést" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Odložit", exact: true }).click();
  await expect.poll(async () => (await caseOf())?.state).toBe("parked");
});

async function nameIt(page: Page, name: string): Promise<void> {
  for (const language of ["CS", "SK", "EN", "RU"]) {
    await page.getByLabel(`Název (${language})`).fill(name);
  }
}
