import { readFileSync } from "node:fs";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import postgres from "postgres";

export type RoleName =
  | "administrator"
  | "supervisor"
  | "operator"
  | "readOnly"
  | "salesManager"
  | "commercialDirector"
  | "personalManager"
  | "securityOfficer"
  | "accountOfficer";

export interface Login {
  role: string;
  email: string;
  password: string;
}

interface DemoFile {
  tenant: string;
  logins: Login[];
}

function logins(): Login[] {
  const file = process.env.SALDO_DEMO_FILE ?? ".saldo/demo.json";
  return (JSON.parse(readFileSync(file, "utf8")) as DemoFile).logins;
}

/** The login that the seed made for a role. */
export function loginOf(role: RoleName): Login {
  const login = logins().find((each) => each.role === role);
  if (!login) throw new Error(`the seed made no ${role}`);
  return login;
}

/** An operator whom no other test uses, for what stays with the account: language, theme. */
export function loginOfOwn(): Login {
  const login = logins().findLast((each) => each.role === "operator");
  if (!login) throw new Error("the seed made no second operator");
  return login;
}

/** Signs in by the form, as a person does, and waits for the frame of the program. */
export async function signIn(page: Page, who: RoleName | Login): Promise<void> {
  const { email, password } = typeof who === "string" ? loginOf(who) : who;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Heslo", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(page.getByRole("navigation", { name: "Hlavní navigace" }).first()).toBeAttached();
}

/** A case by its number, waited for until its events stand. */
export async function openCase(page: Page, caseId: number): Promise<void> {
  await page.goto(`/cases/${caseId}`);
  await expect(composerOf(page)).toBeVisible();
}

/** Where an event of a case is written. */
export function composerOf(page: Page): Locator {
  return page.getByRole("toolbar", { name: "Nová událost" });
}

type Faults = { faults: string[] };
type Database = { sql: postgres.Sql };

/**
 * Faults of the page itself: nothing may be thrown or logged as an error while a test looks. And
 * `sql`, the database behind the program, past its walls: for what must be true below the screen.
 */
export const test = base.extend<Faults, Database>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        // A refused request is part of what tests provoke; the browser logs it by itself.
        const isRequest = message.text().startsWith("Failed to load resource");
        // And of a letter's or a mail's sandbox it says whenever a test itself reaches into it.
        const isSandbox = /^Blocked script execution in '(about:srcdoc|[^']*\/api\/files\/)/.test(
          message.text(),
        );
        if (message.type() === "error" && !isRequest && !isSandbox) faults.push(message.text());
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  sql: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here.
    async ({}, use) => {
      const url = process.env.DATABASE_ADMIN_URL;
      if (!url) throw new Error("DATABASE_ADMIN_URL is not set");
      const types = { bigint: { to: 20, from: [20], serialize: String, parse: Number } };
      const sql = postgres(url, { max: 1, types, onnotice: () => undefined });
      await use(sql as unknown as postgres.Sql);
      await sql.end();
    },
    { scope: "worker" },
  ],
});

export { expect };
