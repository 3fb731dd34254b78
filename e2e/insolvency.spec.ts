import { expect, signIn, test } from "./visitor";

test("who may check starts a bulk check, watches it to its end and sees whose insolvency changed", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await page.goto("/registers/bulk");
  await page.getByRole("button", { name: "Nová kontrola" }).click();
  const dialog = page.getByRole("dialog");
  // The list goes nowhere until the settings say so.
  await expect(dialog.getByLabel("Seznam změn poslat na")).toBeDisabled();
  await dialog.getByLabel("Prověřit i ty, jejichž poslední kontrola ještě platí").check();
  await dialog.getByRole("button", { name: "Spustit kontrolu" }).click();
  const row = page.getByRole("row").filter({ hasText: "Hromadná kontrola" }).first();
  await expect(row).toContainText(/běží|čeká na rejstřík|hotovo/);
  await expect(row).toContainText(/nález/, { timeout: 60_000 });
  await page.goto("/registers/bulk?run=1");
  await expect(page.getByRole("dialog")).toContainText("Změny insolvence");
  const changed = page.getByRole("dialog").getByRole("row").nth(1);
  await expect(changed).toContainText("INS");
  await page.keyboard.press("Escape");
  const stop = page.getByRole("button", { name: /^Zastavit/ });
  if (await stop.isVisible()) await stop.click();
  await expect(row).toContainText(/zastaveno|hotovo/);
});
