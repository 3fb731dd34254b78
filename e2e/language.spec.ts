import type { Page } from "@playwright/test";
import { expect, loginOfOwn, signIn, test } from "./visitor";

test.describe.configure({ mode: "serial" });

const STEPS = [
  { from: "Jazyk: CS", name: "English", nav: "Main navigation", cases: "Cases" },
  { from: "Language: EN", name: "Русский", nav: null, cases: "Дела" },
  { from: "Язык: RU", name: "Slovenčina", nav: "Hlavná navigácia", cases: "Prípady" },
];

const title = (page: Page) => page.getByRole("heading", { level: 1 });

test("the language changes the interface and stays after a reload and a new sign-in", async ({
  page,
  browser,
}) => {
  test.setTimeout(90_000);
  await signIn(page, loginOfOwn());
  await page.goto("/cases");
  await expect(title(page)).toHaveText("Případy");
  for (const step of STEPS) {
    await page.getByRole("button", { name: step.from }).click();
    const kept = page.waitForResponse((response) => response.url().includes("account.update"));
    await page.getByRole("menuitemradio", { name: step.name }).click();
    expect((await kept).ok()).toBe(true);
    await expect(title(page)).toHaveText(step.cases);
  }
  await page.reload();
  await expect(title(page)).toHaveText("Prípady");
  await expect(page.locator("html")).toHaveAttribute("lang", "sk");

  const context = await browser.newContext({ locale: "cs-CZ" });
  const other = await context.newPage();
  await signInWithoutWords(other);
  await other.goto("/cases");
  await expect(title(other)).toHaveText("Prípady");
  const menu = other.getByRole("button", { name: "Jazyk: SK" });
  await menu.click();
  const kept = other.waitForResponse((response) => response.url().includes("account.update"));
  await other.getByRole("menuitemradio", { name: "Čeština" }).click();
  expect((await kept).ok()).toBe(true);
  await expect(title(other)).toHaveText("Případy");
  await context.close();
});

/** Signs in where the language of the page after it is what the test asks. */
async function signInWithoutWords(page: Page): Promise<void> {
  const { email, password } = loginOfOwn();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Heslo", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

test("the dark theme stays after a reload and comes with the account", async ({
  page,
  browser,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await signIn(page, loginOfOwn());
  expect(await isDark(page)).toBe(false);
  await page.getByRole("button", { name: "Vzhled" }).click();
  const kept = page.waitForResponse((response) => response.url().includes("account.update"));
  await page.getByRole("menuitemradio", { name: "Tmavý" }).click();
  expect((await kept).ok()).toBe(true);
  await expect(page.locator("html")).toHaveClass(/dark/);
  expect(await isDark(page)).toBe(true);
  await page.reload();
  expect(await isDark(page)).toBe(true);

  const context = await browser.newContext({ locale: "cs-CZ", colorScheme: "light" });
  const other = await context.newPage();
  await signIn(other, loginOfOwn());
  await other.goto("/cases");
  await expect(other.locator("html")).toHaveClass(/dark/);
  await other.getByRole("button", { name: "Vzhled" }).click();
  const back = other.waitForResponse((response) => response.url().includes("account.update"));
  await other.getByRole("menuitemradio", { name: "Podle systému" }).click();
  expect((await back).ok()).toBe(true);
  await context.close();
});

/** Is what the page stands on dark? Painted first, since colours come in many notations. */
async function isDark(page: Page): Promise<boolean> {
  const [red = 0, green = 0, blue = 0] = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    if (!brush) return [];
    brush.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  });
  return red + green + blue < 3 * 96;
}
