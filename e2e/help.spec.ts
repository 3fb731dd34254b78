import { expect, signIn, test } from "./visitor";

test("everybody finds the manual of their role, what they look for in it, and how it all works", async ({
  page,
}) => {
  await signIn(page, "operator");
  await page.getByRole("button", { name: /^Uživatelská nabídka/ }).click();
  await page.getByRole("menuitem", { name: "Nápověda" }).click();
  const manual = page.getByRole("article", { name: "Operátor: práce s případy" });
  await expect(manual).toBeVisible();
  const tasks = manual.getByRole("heading", { level: 3 });
  await expect(tasks).toHaveCount(7);
  await expect(manual.getByRole("img", { name: "Seznam případů" })).toHaveJSProperty(
    "complete",
    true,
  );
  // Words are found however they are written, and in the labels of the interface, too.
  await page.getByRole("searchbox", { name: "Hledat v příručce" }).fill("PRISLIB platby");
  await expect(tasks).toHaveText(["Zapište platbu, splátky nebo příslib"]);
  await expect(page.getByRole("link", { name: "Výsledky testů" })).toHaveCount(0);
  await page.getByRole("link", { name: "Jak to celé funguje" }).click();
  const drawing = page.getByRole("img", { name: "Schéma: Klient se zaregistruje a zaplatí" });
  await expect(drawing).toBeVisible();
  const width = Number(await drawing.getAttribute("width"));
  await page.getByRole("button", { name: "Zvětšit" }).click();
  await expect(page.getByText("Zvětšení 125 %")).toBeVisible();
  expect(Number(await drawing.getAttribute("width"))).toBeGreaterThan(width);
  await page.getByRole("combobox", { name: "Který děj" }).click();
  await page.getByRole("option", { name: "Výpis z banky se spáruje" }).click();
  const steps = page.getByRole("main").getByRole("listitem");
  await expect(steps.filter({ hasText: "Operátor → Banka v Saldu: Nahraje výpis" })).toBeVisible();
  await expect(page).toHaveURL(/scenario=statement/);
  await page.goto("/help/tests");
  await expect(page.getByRole("button", { name: "Spustit kontroly" })).toHaveCount(0);
  await expect(page.getByText("K73")).toHaveCount(0);
});

test("an administrator sees what tests prove each feature, and runs the checks in a demo", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await page.goto("/help/tests");
  await expect(page.getByText(/z \d+ funkcí prokázáno/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Hledat ve výsledcích" }).fill("K73");
  const row = page.getByRole("main").getByRole("group").filter({ hasText: "K73" });
  await expect(row).toHaveCount(1);
  await row.locator("summary").click();
  await expect(row.getByText("e2e/help.spec.ts").first()).toBeVisible();
  await page.getByRole("button", { name: "Spustit kontroly" }).click();
  const log = page.getByRole("log", { name: "Výpis kontrol" });
  await expect(page.getByText("Kontroly běží")).toBeVisible();
  await page.getByRole("button", { name: "Zastavit" }).click();
  await expect(page.getByText("Kontroly byly zastaveny.")).toBeVisible();
  await expect(log).toBeVisible();
  await expect(page.getByRole("button", { name: "Spustit kontroly" })).toBeVisible();
});

test("a client reads how to use the portal, before they have signed in, too", async ({ page }) => {
  await page.goto("/portal/demo/sign-in");
  await page.getByRole("link", { name: "Jak portál používat" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jak používat portál" })).toBeVisible();
  await expect(page.getByText("Zaplatit", { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Jazyk" }).selectOption({ label: "English" });
  await expect(page.getByRole("heading", { name: "How to use the portal" })).toBeVisible();
});
