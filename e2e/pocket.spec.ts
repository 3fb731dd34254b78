import type { Browser, Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, signIn, test } from "./visitor";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

/** A ready-made client of the demo, with a request just opened. */
async function clientWithRequest(browser: Browser, subject: string): Promise<Page> {
  const client = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await client.goto("/portal/demo");
  await client.getByRole("button", { name: /firma/ }).click();
  await expect(client.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await client.goto("/portal/demo/requests/new");
  await client.getByLabel("Předmět").fill(subject);
  await client.getByLabel("Napište nám").fill("Kdy mi prosím zavoláte?");
  await client.getByRole("button", { name: "Odeslat" }).click();
  await expect(client.getByRole("heading", { name: subject })).toBeVisible();
  return client;
}

const SHELL_IS_KEPT = async () => {
  await navigator.serviceWorker.ready;
  const names = await caches.keys();
  const shell = names.find((name) => name.startsWith("saldo-pocket-"));
  const urls = shell ? (await (await caches.open(shell)).keys()).map(({ url }) => url) : [];
  return {
    hasPage: urls.some((url) => new URL(url).pathname === "/pocket"),
    hasParts: urls.some((url) => new URL(url).pathname.startsWith("/_next/static/")),
    // Nothing but the shell: no answer of a procedure, no file.
    others: urls.filter((url) => !/^\/(pocket$|_next\/static\/)/.test(new URL(url).pathname)),
  };
};

/** What lies in the page's own store, as one text. */
const STORED = () =>
  new Promise<string>((resolve, reject) => {
    const opened = indexedDB.open("saldo-pocket", 1);
    opened.onerror = () => reject(opened.error);
    opened.onsuccess = () => {
      const all = opened.result.transaction(["kept", "queue"]);
      const asked = ["kept", "queue"].map((name) => all.objectStore(name).getAll());
      all.oncomplete = () => {
        opened.result.close();
        resolve(JSON.stringify(asked.map(({ result }) => result)));
      };
    };
  });

test("a reply written without a network leaves when it is back, once, and the client sees it", async ({
  page,
  browser,
  context,
  sql,
}) => {
  const subject = `V kapse ${Date.now()}`;
  const client = await clientWithRequest(browser, subject);
  await signIn(page, "operator");
  await page.goto("/pocket");
  await expect(page.getByRole("link", { name: new RegExp(subject) })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: new RegExp(subject) }).click();
  await expect(page.getByText("Kdy mi prosím zavoláte?")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Převzít" }).click();
  await expect(page.getByRole("button", { name: "Převzít" })).toHaveCount(0);
  await expect
    .poll(() => page.evaluate(SHELL_IS_KEPT))
    .toEqual({ hasPage: true, hasParts: true, others: [] });

  await context.setOffline(true);
  await page.goto("/pocket");
  await expect(page.getByText("Bez připojení.")).toContainText("Stav k");
  await page.getByRole("link", { name: new RegExp(subject) }).click();
  await expect(page.getByText("Kdy mi prosím zavoláte?")).toBeVisible();
  await page.getByLabel("Odpověď klientovi").fill("Zavoláme zítra v deset.");
  const send = page.getByRole("button", { name: "Odeslat odpověď" });
  expect((await send.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await send.click();
  const waiting = page.getByRole("region", { name: "Čeká na odeslání" });
  await expect(waiting).toContainText("Zavoláme zítra v deset.");
  await expect(page.getByText("1 odpověď čeká na odeslání")).toBeVisible();
  // It outlives the page that it was written on.
  await page.reload();
  await expect(waiting).toContainText("Zavoláme zítra v deset.");
  await expect(client.getByText("Zavoláme zítra v deset.")).toHaveCount(0);

  await context.setOffline(false);
  await expect(client.getByText("Zavoláme zítra v deset.")).toBeVisible({ timeout: 30_000 });
  await expect(waiting).toHaveCount(0);
  await expect(page.getByRole("log")).toContainText("Zavoláme zítra v deset.");
  const posts = await sql`
    select 1 from request_posts p join cases k on k.tenant_id = p.tenant_id and k.id = p.case_id
     where k.fields->>'subject' = ${subject} and p.author = 'operator'`;
  expect(posts).toHaveLength(1);

  // What was read goes with the session.
  expect(await page.evaluate(STORED)).toContain(subject);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/");
  await page.getByRole("button", { name: /^Uživatelská nabídka/ }).click();
  await page.getByRole("menuitem", { name: "Odhlásit se" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(STORED)).toBe("[[],[]]");
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test("the way onto a telephone is a code in the CRM, with steps and what this browser can do", async ({
  page,
  request,
}) => {
  await signIn(page, "operator");
  await page.goto("/pocket/install");
  await expect(page.getByRole("heading", { name: "Saldo v telefonu" })).toBeVisible();
  await expect(page.getByRole("img", { name: "QR kód s adresou instalace" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Safari 16\.4/ })).toBeVisible();
  await expect(page.getByText("Stránka se otevře i bez připojení.")).toBeVisible();
  await expect(page.getByText("Zatím žádné zařízení.")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await (await request.get(href ?? "")).json();
  expect(manifest).toMatchObject({ start_url: "/pocket", display: "standalone", lang: "cs" });
  for (const { src } of manifest.icons) {
    const icon = await request.get(src);
    expect([src, icon.status(), icon.headers()["content-type"]]).toEqual([src, 200, "image/png"]);
  }
  const worker = await request.get("/pocket-sw.js");
  expect(worker.headers()).toMatchObject({
    "content-type": expect.stringContaining("javascript"),
    "service-worker-allowed": "/pocket",
  });
});
