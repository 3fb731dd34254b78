import { expect, openCase, signIn, test } from "./visitor";

for (const [name, width, height, colorScheme] of [
  ["light", 1280, 900, "light"],
  ["dark", 1280, 900, "dark"],
  ["390", 390, 844, "light"],
] as const) {
  test(`look ${name}`, async ({ page, sql }) => {
    const [debt] = await sql<
      { id: number }[]
    >`select case_id as id from instalment_schedules order by id desc limit 1`;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await signIn(page, "administrator");
    await openCase(page, debt?.id ?? 0);
    const section = page.getByRole("button", { name: /^Splátka 1:/ });
    await section.scrollIntoViewIfNeeded();
    await section.focus();
    await page.waitForTimeout(700);
    await page.screenshot({ path: `/tmp/inst/case-${name}.png` });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Splátkový kalendář", exact: true }).click();
    await page.waitForTimeout(900);
    await page.screenshot({ path: `/tmp/inst/dialog-${name}.png` });
    await page.keyboard.press("Escape");
    for (const [file, path] of [
      ["list", "/instalments"],
      ["promises", "/instalments/promises"],
      ["security", "/settings/security"],
    ]) {
      await page.goto(path ?? "");
      await page.waitForTimeout(900);
      await page.screenshot({ path: `/tmp/inst/${file}-${name}.png` });
    }
    await page.goto("/instalments");
    await page.getByRole("button", { name: "Nastavení" }).last().click();
    await page.waitForTimeout(700);
    await page.screenshot({ path: `/tmp/inst/settings-${name}.png` });
    expect(1).toBe(1);
  });
}
