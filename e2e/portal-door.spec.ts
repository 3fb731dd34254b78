import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { holdScripts } from "./hold-scripts";
import { expect, signIn, test } from "./visitor";

/** A tenant of this file's own: other journeys go to the demo's door, where its links lead. */
const SLUG = "dvere";
const HOST = "dvere.localhost";
const NAME = "Zkoušející Návštěvník";

const servers: Server[] = [];
test.afterAll(() => {
  for (const server of servers) server.close();
});

type Sql = import("postgres").Sql;

async function openDoor(sql: Sql, frameOrigins: string[]): Promise<void> {
  await sql`insert into tenants (slug, name, country) values (${SLUG}, 'Dveře s.r.o.', 'CZ')
            on conflict do nothing`;
  await sql`
    insert into portal_sites (tenant_id, is_open, title, host, frame_origins, captcha, accent)
    select id, true, 'Dveře', ${HOST}, ${frameOrigins}, 'none', '#17506b'
      from tenants where slug = ${SLUG}
    on conflict (tenant_id) do update set frame_origins = excluded.frame_origins`;
  // Only so many visitors of one network are let in a day, and a journey may be tried again.
  await sql`delete from portal_counts
             where tenant_id = (select id from tenants where slug = ${SLUG})`;
}

const portOf = (baseURL: string | undefined) => new URL(baseURL ?? "").port;
const heading = (page: Page) => page.getByRole("heading", { name: `Dobrý den, ${NAME}` });

async function enterAsOwn(page: Pick<Page, "getByLabel" | "getByRole">): Promise<void> {
  await page.getByLabel("Jméno a příjmení").fill(NAME);
  await page.getByRole("button", { name: "Vytvořit a vstoupit" }).click();
}

/** What a fetch from within a page is answered; a name of this machine is known to the browser alone. */
const statusOf = (page: Page, path: string) =>
  page.evaluate(async (at) => (await fetch(at)).status, path);

test("under a host of its own the portal stands at the root, and nothing of the operators does", async ({
  page,
  baseURL,
  sql,
}) => {
  await openDoor(sql, []);
  const own = `http://${HOST}:${portOf(baseURL)}`;
  await page.goto(`${own}/data`);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect(await faultsOf(page)).toEqual([]);
  await enterAsOwn(page);
  await expect(page.getByRole("heading", { name: "Vaše údaje" })).toBeVisible();
  expect(page.url()).toBe(`${own}/data`);
  await page.getByRole("link", { name: "Přehled", exact: true }).click();
  await expect(heading(page)).toBeVisible();
  expect(page.url()).toBe(`${own}/`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.waitForURL(`${own}/cases/**`);
  await expect(page.getByRole("heading", { name: "Faktura 2041" })).toBeVisible();
  await page.goto(`${own}/portal/${SLUG}/requests`);
  expect(page.url()).toBe(`${own}/requests`);

  for (const path of ["/settings/portal", "/cases", `/portal/demo/sign-in`]) {
    const answer = await page.goto(own + path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Tuto stránku tu nemáme" })).toBeVisible();
  }
  for (const path of [
    "/api/trpc/portal/demo/site",
    "/api/trpc/crm/cases.list",
    "/api/files/documents/1",
    "/api/module/v1/openapi.json",
    "/api/auth/session",
  ]) {
    expect(await statusOf(page, path), path).toBe(404);
  }
  expect(await statusOf(page, `/api/trpc/portal/${SLUG}/site`)).toBe(200);
  // The cookie of that host is unknown on the operators' host, where the same door stands, too.
  await page.goto(`/portal/${SLUG}`);
  expect(new URL(page.url()).pathname).toBe(`/portal/${SLUG}/sign-in`);
});

test("pages run scripts by a nonce, and nobody may frame them", async ({ page, baseURL }) => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/portal/demo/sign-in", "/portal/demo/sign-in"]) {
    const answer = await page.goto(path);
    const headers = answer?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    expect(nonce).toMatch(/\S{20,}/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    // Over plain http it would mean nothing.
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
  expect(nonces.size).toBe(3);
  const data = await page.request.get("/api/trpc/portal/demo/site");
  expect(data.headers()["content-security-policy"]).toContain("default-src 'none'");
  const file = await page.request.get("/api/health");
  expect(file.headers()["content-security-policy"]).toContain("default-src 'none'");
  const forged = await page.request.post(`${baseURL}/api/trpc/portal/demo/signIn`, {
    headers: { origin: "https://evil.example", "x-saldo-frame": "1" },
    data: { email: "a@b.cz", password: "x" },
  });
  expect(forged.status()).toBe(403);
});

/** A page of somebody's site with the snippet in it. */
async function siteWith(snippet: string): Promise<number> {
  const server = createServer((_, reply) => {
    reply.setHeader("content-type", "text/html; charset=utf-8");
    reply.end(`<!doctype html><title>Web</title><h1>Náš web</h1>${snippet}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => name.startsWith("saldo.portal"));

test("a site that may shows the portal in a frame and signs in there; another may not", async ({
  browser,
  baseURL,
  sql,
  page: settings,
}) => {
  await signIn(settings, "administrator");
  await settings.goto("/settings/portal");
  await settings.getByLabel("Povolené weby").fill("http://web.localhost:1");
  await settings.getByRole("button", { name: "Uložit" }).first().click();
  const code = settings.locator("pre code");
  await expect(code).toContainText("saldoPortalHeight");
  const preview = settings.frameLocator("iframe");
  await expect(preview.getByRole("heading", { name: "Přihlášení" })).toBeVisible();
  await expect(preview.getByRole("banner")).toHaveCount(0);
  expect(await faultsOf(settings)).toEqual([]);
  await settings.screenshot({ path: "test-results/door/settings.png", fullPage: true });

  // The demo's snippet, as it would be under the host of this file's tenant.
  const own = `http://${HOST}:${portOf(baseURL)}`;
  const snippet = (await code.innerText()).replaceAll(`${baseURL}/embed/demo`, `${own}/embed`);
  const port = await siteWith(snippet.replaceAll(`"${baseURL}"`, `"${own}"`));
  await openDoor(sql, [`http://web.localhost:${port}`]);

  const context = await browser.newContext({ locale: "cs-CZ" });
  const page = await context.newPage();
  await page.goto(`http://web.localhost:${port}/`);
  const frame = page.frameLocator("#saldo-portal");
  await enterAsOwn(frame);
  await expect(frame.getByRole("heading", { name: `Dobrý den, ${NAME}` })).toBeVisible();
  await frame.getByRole("link", { name: "Dotazy" }).click();
  await frame.getByRole("link", { name: "Nový dotaz" }).click();
  await frame.getByLabel("Předmět").fill("Z rámce");
  await frame.getByLabel("Napište nám").fill("Píšu z vašeho webu.");
  await frame.getByRole("button", { name: "Odeslat" }).click();
  await expect(frame.getByRole("heading", { name: "Z rámce" })).toBeVisible();
  const height = () => page.locator("#saldo-portal").evaluate((each) => each.clientHeight);
  await expect.poll(height).not.toBe(640);
  const [cookie, ...others] = await cookiesOf(context);
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({
    ...{ name: "saldo.portal-frame", httpOnly: true, secure: true, sameSite: "None" },
    partitionKey: "http://web.localhost",
  });
  await page.screenshot({ path: "test-results/door/framed.png" });

  // The frame's session is that site's alone: the door itself does not know it.
  const beside = await context.newPage();
  await beside.goto(`${own}/`);
  expect(new URL(beside.url()).pathname).toBe("/sign-in");
  // Pages that are not for frames stay shut in them, and the others open for nobody else.
  const refusals: string[] = [];
  beside.on("console", (message) => refusals.push(message.text()));
  await beside.goto(`http://jiny.localhost:${port}/`);
  await expect.poll(() => refusals.join(" ")).toContain("frame-ancestors");
  await expect(beside.frameLocator("#saldo-portal").getByRole("heading")).toHaveCount(0);
  await page.evaluate((src) => {
    document.querySelector("iframe")?.setAttribute("src", src);
  }, `${own}/sign-in`);
  await expect(frame.getByRole("heading", { name: "Přihlášení" })).toHaveCount(0);
  await context.close();
});

/** Asks for a sign-in link; the answer is the same whether the address has an account. */
async function askForLink(page: Page, address: string): Promise<void> {
  await page.getByLabel("E-mail").fill(address);
  await page.getByRole("button", { name: "Poslat odkaz" }).click();
  await expect(page.getByRole("status")).toContainText(`Pokud má adresa ${address} u nás účet`);
}

/** What is typed before the page is alive is not lost: on a slow line that is most of it. */
async function enterBeforeAlive(page: Page, own: string): Promise<void> {
  const held = await holdScripts(page);
  await page.goto(`${own}/sign-in`, { waitUntil: "commit" });
  await page.getByLabel("Jméno a příjmení").fill(NAME);
  const submit = page.getByRole("button", { name: "Vytvořit a vstoupit" });
  await expect(submit).toBeDisabled();
  held.release();
  await submit.click();
}

test("a client signs in by a link from an e-mail, and sets a password they had forgotten", async ({
  page,
  baseURL,
  sql,
}) => {
  await openDoor(sql, []);
  const own = `http://${HOST}:${portOf(baseURL)}`;
  const email = "klient@dvere.example";
  await enterBeforeAlive(page, own);
  await expect(heading(page)).toBeVisible();
  await sql`update portal_users set email = ${email} where id = (
              select max(id) from portal_users where name = ${NAME})`;
  await page.getByRole("button", { name: "Odhlásit se" }).click();
  await page.getByRole("link", { name: "Přihlásit se odkazem z e-mailu" }).click();
  await expect(page.getByRole("heading", { name: "Přihlášení odkazem" })).toBeVisible();
  const ask = (address: string) => askForLink(page, address);
  await ask("nikdo@dvere.example");
  expect(await faultsOf(page)).toEqual([]);
  await ask(email);
  const mails = () => sql<{ body: string }[]>`
    select body from caught_messages where to_address = ${email} order by id`;
  await expect.poll(async () => (await mails()).length, { timeout: 60_000 }).toBe(1);
  const link = /http:\S+\/link\/[\w-]{43}/.exec((await mails())[0]?.body ?? "")?.[0] ?? "";
  expect(link).toContain(`${own}/link/`);
  // A program that looks ahead uses nothing up.
  await page.goto(link);
  await page.goto(link);
  expect(await faultsOf(page)).toEqual([]);
  await page.locator("summary").click();
  await page.getByLabel("Nové heslo").fill("krátké");
  await page.getByRole("button", { name: "Nastavit heslo a přihlásit se" }).click();
  await expect(page.getByLabel("Nové heslo")).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Ukázat heslo" }).click();
  await expect(page.getByLabel("Nové heslo")).toHaveAttribute("type", "text");
  await page.getByLabel("Nové heslo").fill("modrá velryba pije čaj");
  await page.screenshot({ path: "test-results/door/link.png" });
  await page.getByRole("button", { name: "Nastavit heslo a přihlásit se" }).click();
  await expect(heading(page)).toBeVisible();
  expect(page.url()).toBe(`${own}/`);

  await page.getByRole("button", { name: "Odhlásit se" }).click();
  await expect(page.getByRole("link", { name: "Přihlásit se odkazem z e-mailu" })).toBeVisible();
  await page.goto(link);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  // After several entries from one network the browser works on a proof first.
  await expect(page.getByText("už neplatí").first()).toBeVisible({ timeout: 90_000 });
  // A new one lets in without a new password.
  await page.getByRole("link", { name: "Poslat nový odkaz" }).click();
  await ask(email);
  await expect.poll(async () => (await mails()).length, { timeout: 60_000 }).toBe(2);
  const anew = /http:\S+\/link\/[\w-]{43}/.exec((await mails())[1]?.body ?? "")?.[0] ?? "";
  await page.goto(anew);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(heading(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Odhlásit se" }).click();
  await expect(page.getByRole("link", { name: "Přihlásit se odkazem z e-mailu" })).toBeVisible();
  await page.goto(`${own}/sign-in?from=${encodeURIComponent("//evil.example/")}`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[name=password]").fill("modrá velryba pije čaj");
  await page.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(heading(page)).toBeVisible();
  expect(page.url()).toBe(`${own}/`);
});

for (const theme of ["light", "dark"] as const) {
  test(`the door's pages look well on a telephone in the ${theme} theme`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, path] of [
      ["sign-in", "/portal/demo/sign-in"],
      ["ask", "/portal/demo/sign-in/link"],
      ["open", `/portal/demo/link/${"x".repeat(43)}`],
    ] as const) {
      await page.goto(path);
      expect(await faultsOf(page), name).toEqual([]);
      await page.screenshot({ path: `test-results/door/${name}-${theme}.png`, fullPage: true });
    }
  });
}
