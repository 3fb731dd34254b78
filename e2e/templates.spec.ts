import { PDFDocument } from "@cantoo/pdf-lib";
import { formatAmount } from "@/server/kernel/money";
import { expect, loginOf, signIn, test } from "./visitor";

const NAME = "Připomenutí po telefonu";
const file = (content: string) => ({
  ...{ name: `${NAME}.txt`, mimeType: "text/plain" },
  buffer: Buffer.from(content),
});

test("a template with a mistake is mended by what the check suggests, and seen on a case", async ({
  page,
  sql,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "supervisor");
  await page.goto("/templates");
  const upload = page.getByLabel("Nahrát šablonu").and(page.locator("input"));
  await upload.setInputFiles(file("Dobrý den,\ndlužíte {Dluh.Jistna} k {Dnes}."));

  const results = page.getByRole("status").filter({ hasText: NAME });
  await expect(results).toContainText("neodejde, dokud chyby neopravíte");
  await expect(results).toContainText("Výraz Dluh.Jistna neexistuje.");
  await expect(results).toContainText("řádek 2");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await results.getByRole("button", { name: "Zkopírovat Dluh.Jistina" }).click();
  await expect(page.getByText("Zkopírováno i se složenými závorkami.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe("{Dluh.Jistina}");

  await results.getByRole("link", { name: "Otevřít šablonu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(NAME);
  await expect(page.getByText("Dokud jsou v šabloně chyby, neodešle se.")).toBeVisible();
  const next = page.getByLabel("Nahrát novou verzi").and(page.locator("input"));
  await next.setInputFiles(file(`Dobrý den,\ndlužíte ${copied} k {Dnes}.`));
  await expect(page.getByText("Všechny výrazy známe")).toBeVisible();
  await expect(page.getByRole("tab", { name: /Verze/ })).toContainText("2");

  const [known] = await sql<{ ref_no: string; debtor: string; principal: number }[]>`
    select c.ref_no, p.full_name as debtor, sum(l.principal_minor)::bigint as principal
      from cases c
      join operators o on o.tenant_id = c.tenant_id and o.email = ${loginOf("supervisor").email}
      join claims l on (l.tenant_id, l.case_id) = (c.tenant_id, c.id) and l.voided_at is null
      join case_parties y on (y.tenant_id, y.case_id, y.role) = (c.tenant_id, c.id, 'debtor')
      join parties p on (p.tenant_id, p.id) = (y.tenant_id, y.party_id)
     where c.archived_at is null and c.closed_at is null
     group by c.tenant_id, c.id, c.ref_no, p.full_name
    having bool_and(l.paid_minor = 0 and l.charged_minor = l.principal_minor
                    and l.principal_minor > 0 and l.currency = 'CZK')
     order by c.id limit 1`;
  if (!known) throw new Error("the seed has no case with a debt");
  await page.getByRole("combobox", { name: "Případ" }).click();
  await page.keyboard.type(known.ref_no);
  await page.getByRole("option", { name: `${known.ref_no} ${known.debtor}` }).click();
  const letter = page.getByText(/dlužíte .*\sKč k/);
  await expect(letter).toContainText(formatAmount(known.principal, "cs"));
  await expect(page.getByText("Nic nechybí, může se odeslat.")).toBeVisible();

  await page.getByRole("button", { name: "Datové prvky" }).click();
  const sheet = page.getByRole("dialog", { name: "Datové prvky" });
  await sheet.getByRole("searchbox").fill("povinny celejmeno");
  const line = sheet.getByRole("button", { name: "Zkopírovat Povinný.CeléJméno" });
  await expect(line).toContainText(known.debtor);
  await line.click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe("{Povinný.CeléJméno}");
});

test("files are put beside a template, told by their content, ordered and taken away", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await page.goto("/templates");
  const upload = page.getByLabel("Nahrát šablonu").and(page.locator("input"));
  const [name, mimeType] = ["Dopis s přílohami", "text/plain"];
  const buffer = Buffer.from("Dnes je {Dnes}.");
  await upload.setInputFiles({ name: `${name}.txt`, mimeType, buffer });
  await page.getByRole("link", { name: "Otevřít šablonu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

  const terms = await PDFDocument.create();
  terms.addPage();
  const input = page.getByLabel("Přiložit soubor").and(page.locator("input"));
  const given = (fileName: string, content: Uint8Array) => ({
    ...{ name: fileName, mimeType: "application/pdf", buffer: Buffer.from(content) },
  });
  await input.setInputFiles([
    given("podminky.pdf", await terms.save()),
    given("faktura.pdf", Buffer.from("MZ\x90\0 this is a program")),
  ]);
  const refused = page.getByRole("alert").filter({ hasText: "faktura.pdf nelze přiložit" });
  await expect(refused).toContainText("program nebo skript");
  const image =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg" +
    "AAAAAgABSK+kcQAAAABJRU5ErkJggg==";
  await input.setInputFiles(given("mapa.png", Buffer.from(image, "base64")));
  const removal = page.getByRole("button", { name: /: odebrat$/ });
  const links = page.getByRole("listitem").filter({ has: removal }).getByRole("link");
  await expect(links).toHaveText(["podminky.pdf", "mapa.png"]);
  await page.getByRole("button", { name: "mapa.png: výš" }).click();
  await expect(links).toHaveText(["mapa.png", "podminky.pdf"]);

  // The settings that stand open beside know of it: saving them is no conflict.
  await page.getByLabel("Poznámka pro kolegy").fill("S podmínkami");
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Nastavení šablony je uloženo.")).toBeVisible();
  await page.getByRole("button", { name: "mapa.png: odebrat" }).click();
  await expect(links).toHaveText(["podminky.pdf"]);
  await page.reload();
  await expect(links).toHaveText(["podminky.pdf"]);
});
