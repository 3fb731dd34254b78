import { readFile, writeFile } from "node:fs/promises";
import { formatAmount } from "@/server/kernel/money";
import { expect, signIn, test } from "./visitor";
import { checkImport, publishImport, uploadWorkbook, writeWorkbook } from "./workbooks";

const PEOPLE = ["Žofie Křížová", "Vojtěch Šťastný", "Růžena Ďurišová"];
const refNo = (index: number) => `${70_001 + index}/2026`;
const symbol = (index: number) => `97700${1 + index}`;

const CASES = {
  name: "Předání",
  rows: [
    ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno", "Ulice", "PSC", "Obec", "Telefon"],
    ...PEOPLE.map((name, index) => [
      ...[refNo(index), "Inkaso", "MimoSoud", "Povinný", name],
      ...[`Křivá ${10 + index}`, "60200", "Brno", `77712300${index}`],
    ]),
  ],
};
const CLAIMS = {
  name: "Pohledávky",
  rows: [
    ["RefNo", "VS", "Splatnost", "Částka", "Uhrazeno"],
    [refNo(0), symbol(0), "31. 1. 2026", "12 500,50", null],
    [refNo(1), symbol(1), "15. 3. 2026", "4 000,00", null],
    [refNo(2), symbol(2), "1. 4. 2026", "800,00", null],
  ],
};
const PAYMENTS = {
  name: "Platby",
  rows: [
    ["RefNo", "VS", "Uhrazeno", "Datum úhrady"],
    [refNo(0), symbol(0), "2 500,50", "2. 6. 2026"],
    [refNo(1), symbol(1), "1 000,00", "3. 6. 2026"],
  ],
};

test.describe.configure({ mode: "serial" });

test("imports cases, claims and payments; who owes what and since when stands on the case", async ({
  page,
  sql,
}, info) => {
  test.setTimeout(120_000);
  await signIn(page, "supervisor");
  await uploadWorkbook(page, "cases", await writeWorkbook(info, CASES));
  await expect(page.getByRole("listitem").filter({ hasText: "Sloupce" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await checkImport(page);
  await expect(page.getByText("Nových osob 3")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Inkaso · MimoSoud" })).toContainText("3");
  expect(await sql`select 1 from cases where ref_no = ${refNo(0)}`, "not yet written").toEqual([]);
  await publishImport(page);
  await expect(page.getByText("Nové případy", { exact: true })).toBeVisible();

  await uploadWorkbook(page, "claims", await writeWorkbook(info, CLAIMS));
  await checkImport(page);
  await expect(page.getByText(formatAmount(1_730_050, "cs")).first()).toBeVisible();
  await publishImport(page);
  await uploadWorkbook(page, "payments", await writeWorkbook(info, PAYMENTS));
  await checkImport(page);
  await publishImport(page);

  await page.getByRole("button", { name: "Hledat případ" }).click();
  await page.getByPlaceholder("Zadejte příkaz").fill("krizova");
  await page.getByRole("option", { name: refNo(0) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Žofie Křížová");
  await expect(page.getByRole("main")).toContainText(formatAmount(1_000_000, "cs"));
  await expect(page.getByTitle("po splatnosti od 31. 1. 2026")).toBeVisible();
  const [row] = await sql`
    select balance_czk_minor, overdue_since::text from cases where ref_no = ${refNo(0)}`;
  expect(row).toEqual({ balance_czk_minor: 1_000_000, overdue_since: "2026-01-31" });
});

test("the same workbook again imports nothing twice", async ({ page, sql }, info) => {
  test.setTimeout(90_000);
  await signIn(page, "supervisor");
  await uploadWorkbook(page, "claims", await writeWorkbook(info, CLAIMS));
  await checkImport(page);
  await expect(page.getByText("Stejný soubor už byl publikován.")).toBeVisible();
  await expect(page.getByText("Není co publikovat: všechno už v evidenci je.")).toBeVisible();
  const claims = await sql`
    select 1 from claims c join cases k on k.tenant_id = c.tenant_id and k.id = c.case_id
    where k.ref_no = ${refNo(0)} and c.voided_at is null`;
  expect(claims).toHaveLength(1);
});

test("an import is taken back only when nothing newer depends on it", async ({ page, sql }) => {
  test.setTimeout(90_000);
  const importOf = async (kind: string) => {
    // Of this file's cases: others import at the same time.
    const [found] = await sql<{ id: number }[]>`
      select i.id from imports i join cases k on k.tenant_id = i.tenant_id and k.ref_no = ${refNo(0)}
       where i.kind = ${kind} and i.state = 'published'
         and i.id in (select import_id from cases where id = k.id
                      union select import_id from claims where case_id = k.id
                      union select import_id from payments where case_id = k.id)
       order by i.id desc limit 1`;
    return found?.id ?? 0;
  };
  await signIn(page, "supervisor");
  await page.goto(`/imports/${await importOf("cases")}`);
  await page.getByRole("button", { name: "Vzít zpět" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Nelze vzít zpět")).toBeVisible();
  await expect(dialog.getByText(refNo(0)).first()).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Vzít zpět" })).toBeDisabled();

  for (const kind of ["payments", "claims", "cases"]) {
    await page.goto(`/imports/${await importOf(kind)}`);
    await page.getByRole("button", { name: "Vzít zpět" }).click();
    await dialog.getByRole("button", { name: "Vzít zpět" }).click();
    await expect(page.getByText("Import byl vzat zpět.")).toBeVisible({ timeout: 30_000 });
  }
  await page.goto("/cases?q=krizova");
  await expect(page.getByText("Žádný případ neodpovídá zadání")).toBeVisible();
  const rows = await sql`
    select 1 from cases where ref_no = ${refNo(0)} and voided_at is null`;
  expect(rows).toEqual([]);
});

test("a damaged workbook is refused with a clear word and nothing is kept", async ({
  page,
  sql,
}, info) => {
  await signIn(page, "supervisor");
  const whole = await readFile(await writeWorkbook(info, CASES));
  const damaged = info.outputPath("poskozeny.xlsx");
  // What a broken line leaves of an upload: the beginning of a real workbook.
  await writeFile(damaged, whole.subarray(0, Math.floor(whole.length * 0.6)));
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles(damaged);
  const refusal = page.getByRole("alert").filter({ hasText: "Soubor nelze načíst" });
  await expect(refusal).toContainText("Soubor je poškozený");
  await expect(refusal).toContainText("Nic se neuložilo");
  expect(await sql`select 1 from imports where file_name = 'poskozeny.xlsx'`).toEqual([]);
});
