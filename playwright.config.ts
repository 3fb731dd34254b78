import { defineConfig, devices } from "@playwright/test";
import { browserResults, findChromium } from "./scripts/launch/chromium";

/**
 * The program must run already (`npm test -- e2e` starts it on a fresh database); its address comes
 * by E2E_BASE_URL, the browser by CHROMIUM_PATH or the finder.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: browserResults,
  workers: Number(process.env.E2E_WORKERS || 2),
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Two journeys at once on a busy machine: one that fails is tried again, and the run names it.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_BASE_URL ?? "http://localhost:3000",
    locale: "cs-CZ",
    timezoneId: "Europe/Prague",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromium() ?? undefined },
  },
});
