import { type Browser, chromium, type Page } from "playwright";
import { findChromium } from "../../launch/chromium";
import { STATES } from "./fill";

const BOARD = "/cases?category=deal&viewMode=kanban";
const FROM = STATES[0] ?? "";
const TO = "needs-gathering";

export interface Seen {
  paintMs: number[];
  dropToPaintMs: number[];
  dropToConfirmedMs: number[];
  dropToOtherBrowserMs: number[];
  scroll: { fps: number; frameP95Ms: number; cardsPassed: number };
}

async function open(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "cs-CZ",
  });
  const [name = "", value = ""] = cookie.split("=");
  const { hostname } = new URL(url);
  await context.addCookies([{ name, value, domain: hostname, path: "/" }]);
  // What the bundler calls its functions by is not there in the page.
  await context.addInitScript("globalThis.__name = (each) => each");
  const page = await context.newPage();
  await page.goto(url + BOARD);
  await page.locator("[data-card]").first().waitFor();
  return page;
}

/** Milliseconds from the navigation to the first frame with cards. */
async function paint(page: Page, url: string): Promise<number> {
  await page.goto(url + BOARD, { waitUntil: "commit" });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector("[data-card]")) {
            requestAnimationFrame(() => resolve(performance.now()));
          } else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** Resolves with the clock's time of the frame in which the card stands in the column. */
const standsIn = ({ code, id }: { code: string; id: string }) =>
  new Promise<number>((resolve) => {
    const look = () => {
      if (document.querySelector(`[data-column="${code}"] [data-card="${id}"]`)) {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(Date.now());
        requestAnimationFrame(() => channel.port2.postMessage(null));
      } else requestAnimationFrame(look);
    };
    look();
  });

async function drag(page: Page, other: Page, seen: Seen): Promise<void> {
  const card = page.locator(`[data-column="${FROM}"] [data-card]`).first();
  const id = (await card.getAttribute("data-card")) ?? "";
  const target = page.locator(`[data-column="${TO}"]`);
  const [from, to] = [await card.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error("nothing to drag");
  await page.mouse.move(from.x + 60, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 75, from.y + 25, { steps: 4 });
  await page.mouse.move(to.x + 120, to.y + 200, { steps: 15 });
  const where = { code: TO, id };
  await page.evaluate(() => {
    addEventListener("mouseup", () => Object.assign(window, { droppedAt: Date.now() }), {
      ...{ capture: true, once: true },
    });
  });
  const there = other.evaluate(standsIn, where);
  const here = page.evaluate(standsIn, where);
  const answered = page.waitForResponse((each) => each.url().includes("boards.move"));
  await page.mouse.up();
  await (await answered).finished();
  const confirmedAt = Date.now();
  const [hereAt, thereAt] = [await here, await there];
  const droppedAt = await page.evaluate(
    () => (window as unknown as { droppedAt: number }).droppedAt,
  );
  seen.dropToPaintMs.push(hereAt - droppedAt);
  seen.dropToConfirmedMs.push(confirmedAt - droppedAt);
  seen.dropToOtherBrowserMs.push(thereAt - droppedAt);
}

/** Scrolls a column of ten thousand steadily for some seconds, its pages coming in on the way. */
const scroll = (page: Page, code: string) =>
  page.evaluate(
    ({ column, ms }) =>
      new Promise<{ fps: number; frameP95Ms: number; cardsPassed: number }>((resolve) => {
        const list = document.querySelector<HTMLElement>(`[data-cards="${column}"]`);
        if (!list) throw new Error("no column");
        const frames: number[] = [];
        const begun = performance.now();
        let last = begun;
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          list.scrollTop += 40;
          if (now - begun < ms) requestAnimationFrame(step);
          else {
            frames.sort((a, b) => a - b);
            resolve({
              fps: Math.round((frames.length / (now - begun)) * 10_000) / 10,
              frameP95Ms: Math.round((frames[Math.floor(frames.length * 0.95)] ?? 0) * 10) / 10,
              cardsPassed: Math.round(list.scrollTop / 90),
            });
          }
        };
        requestAnimationFrame(step);
      }),
    { column: code, ms: 10_000 },
  );

/** What a person at the board sees, and another one at another. */
export async function lookAtBoard(url: string, cookie: string, rounds: number): Promise<Seen> {
  const executablePath = findChromium() ?? undefined;
  const [one, two] = await Promise.all([
    chromium.launch({ executablePath }),
    chromium.launch({ executablePath }),
  ]);
  const seen: Seen = {
    ...{ paintMs: [], dropToPaintMs: [], dropToConfirmedMs: [], dropToOtherBrowserMs: [] },
    scroll: { fps: 0, frameP95Ms: 0, cardsPassed: 0 },
  };
  try {
    const page = await open(one, url, cookie);
    for (let round = 0; round < 5; round += 1) seen.paintMs.push(await paint(page, url));
    await page.waitForLoadState("networkidle").catch(() => undefined);
    seen.scroll = await scroll(page, FROM);
    const other = await open(two, url, cookie);
    await paint(page, url);
    await page.locator("[data-card]").first().waitFor();
    for (let round = 0; round < rounds; round += 1) await drag(page, other, seen);
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
  return seen;
}
