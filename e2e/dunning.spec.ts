import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./visitor";

/** The last letter of those shown that is free to go: the first ones are cases of other files. */
async function lastFree(page: Page): Promise<{ refNo: string; send: () => Promise<void> }> {
  await page.goto("/dunning?shown=free");
  const button = page.getByRole("button", { name: /^Odeslat výzvu: / });
  const row = page.getByRole("row").filter({ has: button }).last();
  await expect(row).toBeVisible();
  const refNo = (await row.getByRole("link").first().textContent()) ?? "";
  return { refNo, send: () => row.getByRole("button", { name: /^Odeslat výzvu: / }).click() };
}

test("a notice of the day is sent by a click and stands on the case", async ({ page, sql }) => {
  await signIn(page, "supervisor");
  await page.goto("/dunning");
  await expect(page.getByText(/k odeslání, \d+ pozastaveno/)).toBeVisible();
  // A day ahead is an outlook: nothing of it is sent today.
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Výhled.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Odeslat vše" })).toHaveCount(0);
  await page.getByRole("button", { name: "Dnes", exact: true }).click();
  await expect(page.getByText("Výhled.")).toHaveCount(0);

  const letter = await lastFree(page);
  await letter.send();
  const dialog = page.getByRole("dialog", { name: /^Odeslat výzvu: / });
  await expect(dialog).toContainText("Odejde výzev");
  await expect(dialog).toContainText("Odhad poštovného a SMS");
  await expect(dialog).toContainText(/1 (odejde hned|počká)/);
  await dialog.getByRole("button", { name: "Odeslat 1 výzvu" }).click();
  await expect(page.getByText(/^Výzva je připravena: 1 (odejde hned|počká)/)).toBeVisible();
  await expect(page.getByRole("link", { name: letter.refNo, exact: true })).toHaveCount(0);

  const [sent] = await sql<{ caseId: number; step: string; fee: number | null }[]>`
    select n.case_id as "caseId", t.name as step, n.fee_component_id as fee
      from dunning_notices n join cases k on k.id = n.case_id and k.ref_no = ${letter.refNo}
      join dunning_steps s on s.id = n.step_id join templates t on t.id = s.template_id`;
  if (!sent) throw new Error("nothing was sent");
  await page.goto(`/cases/${sent.caseId}`);
  const notices = page.locator("section").filter({
    has: page.getByRole("heading", { name: "Výzvy", exact: true }),
  });
  await expect(notices.last().getByRole("link", { name: sent.step })).toBeVisible();
  await expect(page.getByText(sent.step).last()).toBeVisible();
  if (sent.fee) await expect(page.getByText(/^Předepsáno: Poplatek/i).first()).toBeVisible();
});

test("a draft with another fee is compared in the simulator", async ({ page }) => {
  await signIn(page, "administrator");
  await page.goto("/dunning/plans");
  await page.getByRole("button", { name: "Nový návrh" }).click();
  const dialog = page.getByRole("dialog", { name: "Nový návrh plánu" });
  await dialog.getByLabel("Název").fill("Dvojnásobný poplatek");
  await dialog.getByRole("button", { name: "Vytvořit návrh" }).click();
  await page.waitForURL(/\/dunning\/plans\/\d+/);

  await page.getByRole("button", { name: "Upravit krok První upomínka" }).click();
  const step = page.getByRole("dialog", { name: "Krok plánu" });
  await step.getByLabel("Poplatek za pohledávku").fill("300");
  await step.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Krok je uložen.")).toBeVisible();

  await page.getByRole("link", { name: "Porovnat v simulátoru" }).click();
  const totals = page.getByRole("table", { name: "Celkem" });
  await expect(totals.getByRole("columnheader", { name: "Dvojnásobný poplatek" })).toBeVisible();
  const fees = totals.getByRole("row").filter({ hasText: "Poplatky" }).getByRole("cell");
  // Only the first reminder is charged, so the difference is what the plan in force charges.
  const inForce = await fees.nth(0).textContent();
  await expect(fees.nth(2)).toHaveText(`+${inForce}`);
  await expect(page.getByRole("img", { name: /^Dvojnásobný poplatek: celkem/ })).toBeVisible();
});
