import { holdScripts } from "./hold-scripts";
import { expect, loginOf, type RoleName, signIn, test } from "./visitor";

const ROLES: { role: RoleName; sees: string[]; misses: string[] }[] = [
  { role: "administrator", sees: ["Případy", "Importy", "Audit", "Nastavení"], misses: [] },
  { role: "supervisor", sees: ["Případy", "Importy", "Audit"], misses: [] },
  { role: "operator", sees: ["Případy", "Osoby", "Úkoly"], misses: ["Importy", "Audit"] },
  { role: "readOnly", sees: ["Případy", "Osoby"], misses: ["Importy", "Audit"] },
];

for (const { role, sees, misses } of ROLES) {
  test(`signs in as ${role} and shows the places of the role`, async ({ page }) => {
    await signIn(page, role);
    const rail = page.getByRole("navigation", { name: "Hlavní navigace" }).first();
    for (const name of sees) await expect(rail.getByRole("link", { name })).toBeVisible();
    for (const name of misses) await expect(rail.getByRole("link", { name })).toHaveCount(0);
  });
}

test("refuses a wrong password without saying whether the account exists", async ({ page }) => {
  const say = async (email: string) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Heslo", { exact: true }).fill("úplně jiné heslo");
    await page.getByRole("button", { name: "Přihlásit se" }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\S/ }).first();
    return (await alert.textContent())?.trim();
  };
  expect(await say(loginOf("readOnly").email)).toBe(await say("nikdo@demo.saldo.example"));
});

test("sends a visitor without a session to sign in and back to the page", async ({ page }) => {
  await page.goto("/cases");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("signs out everywhere and ends the session on the server", async ({ page, browser }) => {
  // Nobody else's tests may be signed out by this one: no other file signs in as who only reads.
  await signIn(page, "readOnly");
  const other = await browser.newPage();
  await signIn(other, "readOnly");
  await page.goto("/settings/sessions");
  await page.getByRole("button", { name: "Odhlásit všude" }).click();
  const confirm = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  if (await confirm.isVisible()) await confirm.getByRole("button", { name: /Odhlásit/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  // The other page may be on its own way out already, which a visit then meets.
  await expect(() => other.goto("/cases")).toPass();
  await expect(other).toHaveURL(/\/sign-in/);
});

test("what was typed before a page is alive is sent with it, and never as an address", async ({
  page,
}) => {
  const { email, password } = loginOf("readOnly");
  const held = await holdScripts(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Heslo", { exact: true }).fill(password);
  const submit = page.getByRole("button", { name: "Přihlásit se" });
  await expect(submit).toBeDisabled();
  await page.getByLabel("Heslo", { exact: true }).press("Enter");
  expect(new URL(page.url()).search).toBe("");
  held.release();
  await submit.click();
  await expect(page.getByRole("navigation", { name: "Hlavní navigace" }).first()).toBeAttached();
});
