import type { Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { lookAtClientsPages, lookAtOperatorsPages } from "./every-page";
import { expect, test } from "./visitor";

const dress = async (page: Page) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
};

test("a client's pages are clean for axe in the light theme, and fit the width of a desk", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await dress(page);
  await lookAtClientsPages(page);
});

test("every page is clean for axe in the light theme, and fits the width of a desk", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await dress(page);
  await lookAtOperatorsPages(page);
});

test("the sign-in page is clean for axe", async ({ page }) => {
  await page.goto("/sign-in");
  expect(await faultsOf(page)).toEqual([]);
});
