import { readFileSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";

export type RoleName = "administrator" | "supervisor" | "operator" | "readOnly";

interface DemoFile {
  tenant: string;
  logins: { role: string; email: string; password: string }[];
}

/** The login that the seed made for a role. */
export function loginOf(role: RoleName): { email: string; password: string } {
  const file = process.env.SALDO_DEMO_FILE ?? ".saldo/demo.json";
  const { logins } = JSON.parse(readFileSync(file, "utf8")) as DemoFile;
  const login = logins.find((each) => each.role === role);
  if (!login) throw new Error(`the seed made no ${role}`);
  return login;
}

/** Signs in by the form, as a person does, and waits for the frame of the program. */
export async function signIn(page: Page, role: RoleName): Promise<void> {
  const { email, password } = loginOf(role);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Heslo", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(page.getByRole("navigation", { name: "Hlavní navigace" }).first()).toBeAttached();
}

/** Faults of the page itself: nothing may be thrown or logged as an error while a test looks. */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        // A refused request is part of what tests provoke; the browser logs it by itself.
        const isRequest = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isRequest) faults.push(message.text());
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
