import { signIn, test } from "./visitor";
for (const theme of ["light", "dark"] as const) for (const width of [390, 1280]) {
  test(`look ${theme} ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "operator");
    await page.goto("/pocket"); await page.waitForTimeout(2500);
    await page.screenshot({ path: `/tmp/look-list-${theme}-${width}.png` });
    const row = page.getByRole("link", { name: /V kapse/ }).first();
    if (await row.count()) { await row.click(); await page.waitForTimeout(1200); await page.screenshot({ path: `/tmp/look-talk-${theme}-${width}.png`, fullPage: true }); }
    await page.goto("/pocket/install"); await page.waitForTimeout(1500);
    await page.screenshot({ path: `/tmp/look-install-${theme}-${width}.png`, fullPage: true });
  });
}
