import type { Page } from "@playwright/test";
import { lookAtClientsPages, lookAtOperatorsPages } from "./every-page";
import { test } from "./visitor";

// Dark and narrow at once: colours do not depend on the width, nor the layout on the theme.
const dress = async (page: Page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
};

test("a client's pages are clean for axe in the dark theme, and fit the width of a telephone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await dress(page);
  await lookAtClientsPages(page);
});

test("every page is clean for axe in the dark theme, and fits the width of a telephone", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await dress(page);
  await lookAtOperatorsPages(page);
});
