import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { faultsOf } from "./axe";
import { DEALS_BOX, IMAP, setUpDeals } from "./mailbox";
import { expect, openCase, signIn, test } from "./visitor";

const SENDER = "obchodni.dotaz@kupujici.example";

const MAIL = [
  `From: Olga Kupující <${SENDER}>`,
  `To: ${DEALS_BOX}`,
  "Subject: Zajem o spolupraci",
  "Message-ID: <prvni@kupujici.example>",
  "Content-Type: text/plain; charset=utf-8",
  ...["", "Dobrý den, pošlete nám prosím nabídku pro dvacet lidí."],
].join("\r\n");

/** A web site of its own, on an origin of its own. */
async function openSite(): Promise<{ origin: string; server: Server; show(html: string): void }> {
  let html = "";
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>Web</title>${html}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const show = (next: string) => {
    html = next;
  };
  return { origin: `http://127.0.0.1:${port}`, server, show };
}

/** A form that may send from the site; answers what its pages have to carry. */
async function addForm(page: Page, origin: string): Promise<string> {
  await page.goto("/settings/leads");
  await page.getByRole("button", { name: "Přidat formulář" }).click();
  const dialog = page.getByRole("dialog", { name: "Přidat formulář" });
  await dialog.getByLabel("Název").fill("Kontakt na webu");
  await dialog.getByLabel("Weby, ze kterých smí posílat").fill(origin);
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
  await page.getByText("HTML pro vložení do stránky").click();
  return page.locator("pre").innerText();
}

test("a mail and a web site's form become deals that stand in the journal", async ({
  page,
  sql,
}) => {
  test.slow();
  const [imap, site] = [await imapTwin(IMAP), await openSite()];
  const dealOf = async (email: string) => {
    const [deal] = await sql<{ id: number }[]>`
      select k.id from cases k join tenants t on t.id = k.tenant_id and t.slug = 'demo'
       where k.category = 'deal' and k.fields->>'senderEmail' = ${email}`;
    return deal?.id ?? 0;
  };
  const isRead = () => sql`
    select 1 from mailbox_readings r join tenants t on t.id = r.tenant_id and t.slug = 'demo'
     where r.cursor is not null`;
  try {
    await signIn(page, "administrator");
    await setUpDeals(page, imap);
    await expect.poll(async () => (await isRead()).length, { timeout: 90_000 }).toBe(1);
    imap.put(MAIL, { receivedAt: new Date() });
    await expect.poll(() => dealOf(SENDER), { timeout: 60_000 }).toBeGreaterThan(0);
    await page.goto("/cases?category=deal");
    await expect(page.getByRole("row").filter({ hasText: "Zajem o spolupraci" })).toBeVisible();
    await openCase(page, await dealOf(SENDER));
    await expect(page.getByText("pro dvacet lidí").first()).toBeVisible();
    await expect(page.getByLabel(`Odpověď na ${SENDER}`)).toBeVisible();

    site.show(await addForm(page, site.origin));
    await page.goto(`${site.origin}/kontakt?utm_source=letak`);
    await page.getByLabel("Jméno a příjmení").fill("Igor Webový");
    await page.getByLabel("E-mail z formuláře").fill("igor@webovy.example");
    await page.getByLabel("Popis").fill("Chci vidět ukázku.");
    await page.getByRole("button", { name: "Odeslat" }).click();
    await expect(page.getByRole("status")).toHaveText("Děkujeme, ozveme se vám.");
    const formDeal = await dealOf("igor@webovy.example");
    expect(formDeal).toBeGreaterThan(0);
    await openCase(page, formDeal);
    await page.getByRole("tab", { name: "Údaje" }).click();
    await expect(page.getByText("letak").first()).toBeVisible();
    await expect(page.getByText("Chci vidět ukázku.").first()).toBeVisible();

    await page.goto("/settings/channels");
    await expect(page.getByText("Z toho nové obchody")).toBeVisible();
  } finally {
    // Other files find the channel as nobody has set it up.
    await sql`delete from mailbox_readings`;
    await sql`delete from mailbox_marks where purpose = 'deals'`;
    await sql`delete from channel_accounts where channel = 'email'`;
    await Promise.all([imap.close(), new Promise((resolve) => site.server.close(resolve))]);
  }
});

test("settings of leads are drawn well at both widths, light and dark", async ({ page }) => {
  await signIn(page, "administrator");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/settings/leads");
      await expect(page.getByRole("heading", { name: "Formuláře na webu" })).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await faultsOf(page), `${colorScheme} at ${width}`).toEqual([]);
      await page.screenshot({
        path: `test-results/leads/settings-${colorScheme}-${width}.png`,
        fullPage: true,
      });
    }
  }
});
