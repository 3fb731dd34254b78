import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { textOfPages } from "@/server/connectors/pdf/testing/text-of-pages";
import { faultsOf } from "./axe";
import { expect, openCase, signIn, test } from "./visitor";

const PASSWORD = "čtyři modré konve";
/** The smallest whole PDF: one empty page. */
const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n" +
    "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n" +
    "0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n",
);

interface Debtor {
  partyId: number;
  caseId: number;
  name: string;
  refNo: string;
  birthOn: string;
}

/** Somebody of the demo who owes on one open case, has paid a part, and whom nobody has invited. */
async function debtorOf(sql: import("postgres").Sql): Promise<Debtor> {
  const [debtor] = await sql<Debtor[]>`
    select p.id as "partyId", min(k.id) as "caseId", p.full_name as name, min(k.ref_no) as "refNo",
           p.birth_on::text as "birthOn"
      from parties p
      join tenants t on t.id = p.tenant_id and t.slug = 'demo'
      join case_parties cp on cp.tenant_id = p.tenant_id and cp.party_id = p.id
      join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
     where p.kind = 'natural_person' and p.birth_on is not null and p.merged_into_id is null
       and k.voided_at is null and k.closed_at is null and k.ref_no like '%/%'
       and k.balance_czk_minor > 0 and k.access_group_id is null and cp.role = 'debtor'
       and not exists (select from portal_invitations i where i.party_id = p.id)
       and exists (select from payments y where y.tenant_id = k.tenant_id and y.case_id = k.id
                    and y.reverses_id is null
                    and not exists (select from payments r where r.tenant_id = y.tenant_id
                                     and r.reverses_id = y.id))
     group by p.id, p.full_name, p.birth_on having count(*) = 1
     order by p.id limit 1`;
  if (!debtor) throw new Error("the demo has nobody who paid a part");
  return debtor;
}

async function admitted(page: Page, browser: Browser, debtor: Debtor): Promise<Page> {
  await page.goto(`/parties/${debtor.partyId}`);
  await page.getByRole("button", { name: "Pozvat do portálu" }).click();
  await page.getByRole("button", { name: "Vytvořit pozvánku" }).click();
  const dialog = page.getByRole("dialog", { name: "Pozvánka je připravená" });
  const link = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "Hotovo" }).click();
  const client = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await client.goto(new URL(link).pathname);
  await client.getByLabel("Datum narození").fill(debtor.birthOn);
  await client.getByLabel("Číslo případu").fill(debtor.refNo);
  await client.getByLabel("E-mail").fill("doklady@klient.example");
  await client.getByLabel("Nové heslo").fill(PASSWORD);
  await client.getByRole("button", { name: "Vytvořit účet" }).click();
  await expect(client.getByRole("heading", { name: `Dobrý den, ${debtor.name}` })).toBeVisible();
  return client;
}

/** The operator puts a document on the case and shows it to the debtor. */
async function showDocument(page: Page, { caseId, name }: Debtor): Promise<void> {
  await openCase(page, caseId);
  await page
    .getByRole("toolbar", { name: "Nová událost" })
    .getByRole("button", { name: "Dokument" })
    .click();
  await page
    .getByLabel(/Přetáhněte sem soubory/)
    .setInputFiles({ name: "dohoda.pdf", mimeType: "application/pdf", buffer: PDF });
  await expect(page.getByText("Dokument uložen")).toBeVisible();
  const event = page.getByRole("listitem").filter({ hasText: "dohoda.pdf" }).last();
  await event.getByRole("button", { name: "Další akce" }).click();
  await page.getByRole("menuitem", { name: "Ukázat klientovi…" }).click();
  const dialog = page.getByRole("dialog", { name: "Komu se dokument ukáže v portálu" });
  await dialog.getByRole("checkbox", { name }).click();
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText(`V portálu vidí: ${name}`)).toBeVisible();
}

interface Paper {
  name: string;
  number: string;
  code: string;
}

/** Has the newest payment confirmed; what stands on the paper, as whoever is shown it reads it. */
async function confirmPayment(client: Page): Promise<Paper> {
  const started = client.waitForEvent("download");
  await client.getByRole("button", { name: "Potvrzení o platbě" }).first().click();
  const download = await started;
  const name = download.suggestedFilename();
  const text = textOfPages(readFileSync(await download.path())).join(" ");
  const number = /P-\d{4}-\d{5}/.exec(name)?.[0] ?? "";
  expect(text).toContain(number);
  const code = /[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}/.exec(text)?.[0] ?? "";
  return { name, number, code };
}

test("a client opens a document shown to them, has a payment confirmed, is refused no debt, and the paper is checked by its code", async ({
  page,
  browser,
  sql,
}) => {
  test.setTimeout(180_000);
  const debtor = await debtorOf(sql);
  await signIn(page, "supervisor");
  const client = await admitted(page, browser, debtor);
  await client.goto("/portal/demo/documents");
  await expect(client.getByText("Zatím tu není žádný dokument.")).toBeVisible();
  await showDocument(page, debtor);

  await client.goto(`/portal/demo/cases/${debtor.refNo}`);
  const document = client.getByRole("link", { name: /^dohoda\.pdf/ });
  await expect(document).toBeVisible();
  const address = (await document.getAttribute("href")) ?? "";
  const opened = await client.request.get(address);
  expect(opened.status()).toBe(200);
  expect(opened.headers()["x-content-type-options"]).toBe("nosniff");
  expect(opened.headers()["content-security-policy"]).toContain("default-src 'none'");
  const stranger = await browser.newContext();
  expect((await stranger.request.get(address)).status()).toBe(401);

  const { name, number, code } = await confirmPayment(client);
  await expect(client.getByText(`Potvrzení ${number} je připravené a stahuje se.`)).toBeVisible();
  await expect(client.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible();

  await client.getByRole("link", { name: "Dokumenty", exact: true }).click();
  await expect(client.getByRole("heading", { name: "Dokumenty", level: 1 })).toBeVisible();
  await expect(client.getByText(`V případu ${debtor.refNo} zbývá zaplatit`)).toBeVisible();
  await expect(
    client.getByRole("button", { name: "Stáhnout potvrzení o bezdlužnosti" }),
  ).toBeHidden();

  await client.goto("/portal/demo/data");
  const saved = client.waitForEvent("download");
  await client.getByRole("button", { name: "Stáhnout moje údaje" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^vase-udaje-.*\.zip$/);

  const third = await stranger.newPage();
  await third.goto(`/portal/demo/verify?number=${number}&code=AAAA-AAAA-AAAA`);
  await third.getByRole("button", { name: "Ověřit" }).click();
  await expect(third.getByRole("alert").first()).toContainText("Takové potvrzení jsme nevydali");
  await third.getByLabel("Kód").fill(code);
  await third.getByRole("button", { name: "Ověřit" }).click();
  await expect(third.getByText("Potvrzení je pravé")).toBeVisible();
  await expect(third.getByText(debtor.name)).toBeVisible();
  expect(await faultsOf(third)).toEqual([]);
});
