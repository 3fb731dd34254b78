import type { Page, TestInfo } from "@playwright/test";
import type { ImportKind } from "@/db/values/imports";
import { createWorkbookWriter } from "@/server/connectors/workbook";
import { expect } from "./visitor";

export type Sheet = { name: string; rows: (string | number | null)[][] };

/** Writes a sheet (its first row are the headers) as a real workbook; answers its path. */
export async function writeWorkbook(info: TestInfo, { name, rows }: Sheet): Promise<string> {
  const path = info.outputPath(`${name}.xlsx`);
  const [headers = [], ...body] = rows;
  const writer = createWorkbookWriter({ path }, "xlsx");
  const columns = headers.map((header) => ({ header: String(header), type: "cell" as const }));
  await (await writer.addSheet({ name, columns })).writeRows(body);
  await writer.close();
  return path;
}

const KIND_NAMES: Partial<Record<ImportKind, string>> = {
  cases: "Případy a osoby",
  claims: "Pohledávky",
  payments: "Platby",
};

/** Uploads a workbook on the page of imports and waits for its columns. */
export async function uploadWorkbook(page: Page, kind: ImportKind, path: string): Promise<void> {
  await page.goto("/imports");
  const name = KIND_NAMES[kind] ?? kind;
  await page.getByRole("combobox", { name: "Co sešit obsahuje" }).click();
  await page.getByRole("option", { name, exact: true }).click();
  await page.locator("input[type=file]").setInputFiles(path);
  await expect(page.getByRole("button", { name: "Zkontrolovat", exact: true })).toBeVisible();
}

/** From guessed columns to the totals of the check; nothing is written yet. */
export async function checkImport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Zkontrolovat", exact: true }).click();
  await expect(page.getByRole("button", { name: "Publikovat" })).toBeEnabled({ timeout: 30_000 });
}

/** Publishes and waits for the result; answers the id of the import. */
export async function publishImport(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Publikovat" }).click();
  await expect(page.getByRole("heading", { name: "Co import přinesl" })).toBeVisible({
    timeout: 30_000,
  });
  return Number(/\/imports\/(\d+)/.exec(page.url())?.[1]);
}
