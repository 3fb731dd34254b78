import { type Browser, type CDPSession, chromium } from "playwright";

/** What a page costs on a slow phone. */
export interface PageCost {
  page: string;
  /** Largest contentful paint, milliseconds: the middle of the rounds. */
  lcpMs: number;
  lcpAllMs: number[];
  /** Scripts as they travel, thousands of bytes. */
  scriptsKb: number;
  /** All else that the first look loads. */
  othersKb: number;
}

const ROUNDS = 5;
const KBIT = 1_024 / 8;
/** "Slow 4G" as browsers' tools have it, on a processor four times as slow. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638.4 * KBIT,
  uploadThroughput: 750 * KBIT,
};
const CPU_SLOWDOWN = 4;

interface Loaded {
  scripts: number;
  others: number;
}

/** Counts what travels; of a script's bytes also its headers. */
function countBytes(session: CDPSession): Loaded {
  const loaded: Loaded = { scripts: 0, others: 0 };
  const kinds = new Map<string, string>();
  session.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    kinds.set(requestId, request.url.includes("/_next/") && type === "Script" ? "script" : "other");
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === "script") loaded.scripts += encodedDataLength;
    else loaded.others += encodedDataLength;
  });
  return loaded;
}

/** The page as the browser saw it painted last. */
const paintedAt = () =>
  new Promise<number>((resolve) => {
    let at = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) at = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    setTimeout(() => resolve(at), 500);
  });

async function look(browser: Browser, url: string, secret: string | null) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
    locale: "cs-CZ",
  });
  try {
    if (secret) {
      const { hostname } = new URL(url);
      const cookie = { name: "saldo.portal", value: secret, domain: hostname, path: "/" };
      await context.addCookies([{ ...cookie, httpOnly: true, sameSite: "Lax" }]);
    }
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", NETWORK);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    const loaded = countBytes(session);
    const answer = await page.goto(url, { waitUntil: "networkidle" });
    if (answer?.status() !== 200) throw new Error(`${url}: ${answer?.status()}`);
    return { lcpMs: await page.evaluate(paintedAt), ...loaded };
  } finally {
    await context.close();
  }
}

const kb = (bytes: number) => Math.round(bytes / 100) / 10;
const middle = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Looks at pages with an empty cache on a throttled phone, some rounds each. */
export async function onPhone(
  executablePath: string,
  pages: readonly { page: string; url: string; secret: string | null }[],
): Promise<PageCost[]> {
  const browser = await chromium.launch({ executablePath });
  const costs: PageCost[] = [];
  try {
    for (const { page, url, secret } of pages) {
      // The server's own first answer of a page is its warming up, not the phone's.
      await look(browser, url, secret);
      const looks: Awaited<ReturnType<typeof look>>[] = [];
      for (let i = 0; i < ROUNDS; i += 1) looks.push(await look(browser, url, secret));
      const all = looks.map(({ lcpMs }) => Math.round(lcpMs));
      costs.push({
        ...{ page, lcpMs: middle(all), lcpAllMs: all },
        scriptsKb: kb(middle(looks.map(({ scripts }) => scripts))),
        othersKb: kb(middle(looks.map(({ others }) => others))),
      });
    }
  } finally {
    await browser.close();
  }
  return costs;
}
