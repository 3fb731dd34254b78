import type { Download, Page } from "@playwright/test";
import { type Cell, openWorkbook } from "@/server/connectors/workbook";
import { expect, loginOf, signIn, test } from "./visitor";
import { checkImport, publishImport, uploadWorkbook, writeWorkbook } from "./workbooks";

const NAMES = ["Alois Kotrba", "Blažej Kotrba", "Cyprián Kotrba"];
const REF_NOS = NAMES.map((_, index) => `${61_001 + index}/2026`);
const SHEET = {
  name: "Kotrbovi",
  rows: [
    ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno", "Ulice", "PSC", "Obec"],
    ...NAMES.map((name, index) => [
      ...[REF_NOS[index] ?? "", "Inkaso", "MimoSoud", "Povinný", name],
      ...[`Krátká ${index + 1}`, "60200", "Brno"],
    ]),
  ],
};

test.describe.configure({ mode: "serial" });

/** A row that is there says that the list has loaded. */
const boxes = (page: Page) => page.getByRole("checkbox", { name: /Označit řádek/ });

async function rowsOf(download: Download): Promise<Cell[][]> {
  const workbook = await openWorkbook(
    { path: await download.path() },
    { fileName: download.suggestedFilename() },
  );
  const rows: Cell[][] = [];
  for await (const batch of workbook.rows(0)) rows.push(...batch.rows);
  await workbook.close();
  return rows;
}

async function exported(page: Page, button = "Exportovat"): Promise<Cell[][]> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Sešit Excel (XLSX)" }).click();
  return rowsOf(await download);
}

test("a list of parties is kept as a view, and leaves as a file in the columns that are seen", async ({
  page,
  sql,
}, info) => {
  test.setTimeout(120_000);
  await signIn(page, "supervisor");
  await uploadWorkbook(page, "cases", await writeWorkbook(info, SHEET));
  await checkImport(page);
  await publishImport(page);
  await sql`
    insert into case_events (tenant_id, case_id, kind, text, due_at, author_id, assignee_id)
    select c.tenant_id, c.id, 'task', 'Ověřit adresu Kotrbových', now() + interval '3 days',
           o.id, o.id
      from cases c join operators o on o.tenant_id = c.tenant_id
           and o.email = ${loginOf("supervisor").email}
     where c.debtor_name like '%Kotrba'`;
  await page.goto("/parties?q=kotrba");
  await expect(page.getByRole("row", { name: /Blažej Kotrba/ })).toBeVisible();
  await page.getByRole("button", { name: "Pohledy" }).click();
  await page.getByRole("button", { name: "Uložit jako nový pohled" }).click();
  await page.getByLabel("Název pohledu").fill("Kotrbovi");
  await page.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(page.getByRole("button", { name: "Kotrbovi", exact: true })).toBeVisible();
  await page.goto("/parties");
  await page.getByRole("button", { name: "Pohledy" }).click();
  await page.getByRole("button", { name: "Kotrbovi", exact: true }).click();
  await expect(page).toHaveURL(/q=kotrba/);
  await expect(page.getByRole("row", { name: /Blažej Kotrba/ })).toBeVisible();
  const rows = await exported(page);
  const [headers = []] = rows;
  expect(headers.slice(0, 2)).toEqual(["Jméno / název", "Narození"]);
  expect(rows).toHaveLength(NAMES.length + 1);
});

test("chosen people leave as a file, and the cases on which they owe are tagged at once", async ({
  page,
  sql,
}) => {
  test.setTimeout(90_000);
  await signIn(page, "supervisor");
  await page.goto("/parties?q=kotrba");
  await expect(boxes(page)).toHaveCount(NAMES.length);
  await boxes(page).nth(0).click();
  await boxes(page).nth(2).click();
  const rows = await exported(page, "Exportovat vybrané");
  expect(rows.slice(1).map(([name]) => name)).toEqual([NAMES[0], NAMES[2]]);
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await expect(bar).toContainText("Označeny 2 řádky");
  await bar.getByRole("button", { name: "Přidat štítek" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Otevřené případy 2 vybraných osob");
  await expect(dialog).toContainText("Kde je věřitelem, ručitelem či zástupcem, nic se nezmění.");
  await dialog.getByRole("combobox", { name: "Štítek" }).click();
  await page.getByRole("option", { name: /^Stop výzvy/ }).click();
  await dialog.getByRole("button", { name: "Provést" }).click();
  const sheet = page.getByRole("dialog", { name: "Přidání štítku" });
  await expect(sheet).toContainText("Dokončeno", { timeout: 30_000 });
  await expect(sheet).toContainText("2 hotové");
  const outcomes = sheet.getByRole("table", { name: "Výsledky" });
  await expect(outcomes.getByText("Provedeno")).toHaveCount(2);
  const tagged = await sql`
    select debtor_name as name from cases
     where debtor_name like '%Kotrba' and 'stop_notices' = any (tag_codes) order by 1`;
  expect(tagged.map(({ name }) => name)).toEqual([NAMES[0], NAMES[2]]);
});

test("tasks stand in the order that is asked for, and are counted", async ({ page }) => {
  await signIn(page, "supervisor");
  await page.goto("/tasks?q=kotrba");
  await expect(boxes(page)).toHaveCount(NAMES.length);
  await expect(page.getByRole("status").filter({ hasText: /^3 úkoly$/ })).toBeVisible();
  const first = page.getByRole("row").nth(1);
  for (const [sort, refNo] of [
    ["refNo", REF_NOS[0]],
    ["-refNo", REF_NOS[2]],
  ] as const) {
    await page.getByRole("button", { name: "Případ", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`sort=${sort}`));
    await expect(first).toContainText(refNo ?? "");
  }
  await page.getByRole("button", { name: "Naléhavost", exact: true }).click();
  await expect(page).toHaveURL(/sort=priority/);
  await expect(boxes(page)).toHaveCount(NAMES.length);
});

test("tasks are resolved at once, with an outcome for each", async ({ page, sql }) => {
  test.setTimeout(90_000);
  await signIn(page, "supervisor");
  await page.goto("/tasks?q=kotrba");
  await expect(boxes(page)).toHaveCount(NAMES.length);
  expect(await exported(page)).toHaveLength(NAMES.length + 1);
  await page.getByRole("checkbox", { name: "Označit načtené řádky" }).click();
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await bar.getByRole("button", { name: "Vyřešit" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("3 úkoly");
  await dialog.getByRole("button", { name: "Provést" }).click();
  await expect(dialog).toContainText("Vyplňte prosím toto pole.");
  await dialog.getByLabel("Výsledek").fill("Adresa platí");
  await dialog.getByRole("button", { name: "Provést" }).click();
  const sheet = page.getByRole("dialog", { name: "Vyřešení úkolů" });
  await expect(sheet).toContainText("Dokončeno", { timeout: 30_000 });
  await expect(sheet).toContainText("3 hotové");
  await expect(sheet.getByText("Ověřit adresu Kotrbových")).toHaveCount(NAMES.length);
  const resolved = await sql`select 1 from case_events where result = 'Adresa platí'`;
  expect(resolved).toHaveLength(NAMES.length);
});
