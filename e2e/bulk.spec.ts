import { readFile } from "node:fs/promises";
import { openWorkbook } from "@/server/connectors/workbook";
import { expect, signIn, test } from "./visitor";
import { checkImport, publishImport, uploadWorkbook, writeWorkbook } from "./workbooks";

// More than one page of the list, so that "all that match" is more than what is loaded.
const COUNT = 70;
const rows = Array.from({ length: COUNT }, (_, index) => [
  ...[`${60_001 + index}/2026`, "Inkaso", "MimoSoud", "Povinný"],
  ...[
    `${["Adam", "Bedřich", "Cyril"][index % 3]} Hromádka`,
    `Dlouhá ${index + 1}`,
    "11000",
    "Praha",
  ],
]);
const SHEET = {
  name: "Hromada",
  rows: [["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno", "Ulice", "PSC", "Obec"], ...rows],
};

test.describe.configure({ mode: "serial" });

test("selected rows are tagged, with progress and an outcome for each", async ({
  page,
  sql,
}, info) => {
  test.setTimeout(120_000);
  await signIn(page, "supervisor");
  await uploadWorkbook(page, "cases", await writeWorkbook(info, SHEET));
  await checkImport(page);
  await publishImport(page);
  await page.goto("/cases?q=hromadka");
  const boxes = page.getByRole("checkbox", { name: /Označit řádek/ });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await boxes.nth(2).click();
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await expect(bar).toContainText("Označeny 3 řádky");
  await bar.getByRole("button", { name: "Přidat štítek" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("3 případy");
  await dialog.getByRole("combobox", { name: "Štítek" }).click();
  await page.getByRole("option", { name: /^Stop výzvy/ }).click();
  await expect(dialog).toContainText("zasílání výzev");
  await dialog.getByRole("button", { name: "Provést" }).click();
  const sheet = page.getByRole("dialog", { name: "Přidání štítku" });
  await expect(sheet).toContainText("Dokončeno", { timeout: 30_000 });
  await expect(sheet).toContainText("3 hotové");
  const outcomes = sheet.getByRole("table", { name: "Výsledky" });
  await expect(outcomes.getByText("Provedeno")).toHaveCount(3);
  const tagged = await sql`
    select 1 from cases where debtor_name like '%Hromádka' and 'stop_notices' = any (tag_codes)`;
  expect(tagged).toHaveLength(3);
});

test("all that match are assigned at once, more than the page has loaded", async ({
  page,
  sql,
}) => {
  test.setTimeout(90_000);
  await signIn(page, "supervisor");
  await page.goto("/cases?q=hromadka");
  await expect(page.getByRole("checkbox", { name: /Označit řádek/ }).first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Označit načtené řádky" }).click();
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await bar.getByRole("button", { name: `Označit všech ${COUNT} vyhovujících` }).click();
  await expect(bar).toContainText(`Označeno všech ${COUNT} řádků`);
  await bar.getByRole("button", { name: "Přidělit" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`${COUNT} případů`);
  await dialog.getByRole("combobox", { name: "Vlastník" }).click();
  await page.getByRole("option", { name: /Eva Malá/ }).click();
  await dialog.getByRole("button", { name: "Provést" }).click();
  const sheet = page.getByRole("dialog", { name: "Přidělení vlastníka" });
  await expect(sheet).toContainText("Dokončeno", { timeout: 30_000 });
  await expect(sheet).toContainText(`${COUNT} hotových`);
  const owned = await sql`
    select 1 from cases c join operators o on o.tenant_id = c.tenant_id and o.id = c.owner_id
    where c.debtor_name like '%Hromádka' and o.name = 'Eva Malá'`;
  expect(owned).toHaveLength(COUNT);
});

test("the list is exported as a workbook with the rows that match", async ({ page }) => {
  await signIn(page, "supervisor");
  await page.goto("/cases?q=hromadka");
  await expect(page.getByRole("checkbox", { name: /Označit řádek/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Exportovat" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Sešit Excel (XLSX)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  const path = await file.path();
  expect((await readFile(path)).subarray(0, 2).toString()).toBe("PK");
  const workbook = await openWorkbook({ path }, { fileName: file.suggestedFilename() });
  let count = 0;
  for await (const batch of workbook.rows(0)) count += batch.rows.length;
  expect(count).toBe(COUNT + 1);
});
