import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { faultsOf } from "./axe";
import { expect, signIn, test } from "./visitor";

/** Pictures, wanted by whoever sets the folder. */
const folder = process.env.SALDO_LOOK_FOLDER;

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await faultsOf(page), `${name} at ${width}`).toEqual([]);
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** Somebody of the demo who owes on one open case. */
async function debtorOf(sql: Sql) {
  const [row] = await sql<{ name: string; refNo: string }[]>`
    select p.given_name || ' ' || p.surname as name, min(k.ref_no) as "refNo"
      from parties p
      join tenants t on t.id = p.tenant_id and t.slug = 'demo'
      join case_parties cp on cp.tenant_id = p.tenant_id and cp.party_id = p.id
      join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
     where p.kind = 'natural_person' and p.merged_into_id is null and k.voided_at is null
       and k.closed_at is null and k.ref_no like '%/%' and k.balance_czk_minor > 0
       and k.access_group_id is null and cp.role = 'debtor'
       and not exists (select from disputes d where d.case_id = k.id)
     group by p.id, p.given_name, p.surname having count(*) = 1 order by p.id desc limit 1 offset 10`;
  if (!row) throw new Error("the demo has nobody who owes");
  return row;
}

test("what a client says by telephone is opened, recorded as a dispute, and decided with a document", async ({
  page,
  sql,
}) => {
  test.setTimeout(90_000);
  const debtor = await debtorOf(sql);
  await signIn(page, "administrator");
  await page.goto("/requests");
  await page.getByRole("button", { name: "Nový požadavek" }).click();
  const opening = page.getByRole("dialog", { name: "Nový požadavek klienta" });
  await opening.getByRole("combobox", { name: "Klient" }).click();
  await page.keyboard.type(debtor.name);
  // Before anybody is found, a new one is offered.
  await page
    .getByRole("option", { name: new RegExp(debtor.name) })
    .filter({ hasNotText: "Vytvořit" })
    .first()
    .click();
  await opening.getByLabel(/Předmět/).fill("Volal kvůli dluhu");
  await opening.getByLabel(/Co klient říká/).fill("Tvrdí, že zaplatil v říjnu.");
  await opening.getByLabel(/K případu/).fill(debtor.refNo);
  await look(page, "by-hand");
  await opening.getByRole("button", { name: "Otevřít požadavek" }).click();
  await expect(opening).toBeHidden();

  const pane = page.getByRole("article", { name: "Volal kvůli dluhu" });
  await expect(pane).toContainText("Tvrdí, že zaplatil v říjnu.");
  await expect(pane).toContainText("telefonem");
  await pane.getByRole("button", { name: "Zapsat jako…" }).click();
  const recording = page.getByRole("dialog", { name: "Zapsat jako věc k rozhodnutí" });
  await recording.getByRole("combobox", { name: "Pohledávka" }).click();
  await page
    .getByRole("option", { name: new RegExp(debtor.refNo) })
    .first()
    .click();
  await look(page, "record");
  await recording.getByRole("button", { name: "Zapsat", exact: true }).click();
  await expect(recording).toBeHidden();
  await expect(pane).toContainText("Rozporováno klientem");
  await expect(pane.getByRole("button", { name: "Vyřídit" })).toHaveCount(0);
  await look(page, "recorded");

  await pane.getByRole("button", { name: "Rozhodnout", exact: true }).click();
  const deciding = page.getByRole("dialog", { name: "Nesouhlas s pohledávkou" });
  await deciding.getByLabel(/Odůvodnění/).fill("Platbu jsme nenašli, výpis přikládáme.");
  await deciding.locator("input[type=file]").setInputFiles({
    ...{ name: "vypis.txt", mimeType: "text/plain", buffer: Buffer.from("Výpis účtu") },
  });
  await expect(deciding.getByRole("list", { name: "Soubory" })).toContainText("vypis.txt");
  await look(page, "decide");
  await deciding.getByRole("button", { name: "Rozhodnout" }).click();
  await expect(deciding).toBeHidden();
  await expect(pane).toContainText("Neuznáno");
  await expect(pane.getByRole("log")).toContainText("vypis.txt");
});
