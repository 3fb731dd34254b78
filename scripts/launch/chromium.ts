import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { isRoot } from "../embedded-postgres/account";
import { dataFolder, playwrightProgram, root } from "./paths";
import { runProgram, type Say, StageError } from "./progress";

/** A browser carried by an npm package, for Linux machines where nothing else can be had. */
const CARRIED = "@sparticuz/chromium";
const CARRIED_VERSION = "153.0.0";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A path that can be run is not yet a browser: Ubuntu's is a script that asks for a snap. */
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function installed(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...PLACES].find(runs) ?? null;
}

function fromPlaywright(): string | null {
  const require = createRequire(import.meta.url);
  const { chromium } = require("playwright") as typeof import("playwright");
  const path = chromium.executablePath();
  return existsSync(path) && runs(path) ? path : null;
}

const carriedFolder = () => join(dataFolder(), "chromium");
const carriedStart = () => join(carriedFolder(), `start-${CARRIED_VERSION}`);

/** Path of a Chromium that runs here, or null. Quick: nothing is fetched. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new StageError(`CHROMIUM_PATH is ${named}, which does not run.`);
  }
  return installed() ?? fromPlaywright() ?? (runs(carriedStart()) ? carriedStart() : null);
}

function isDebian(): boolean {
  return process.platform === "linux" && existsSync("/etc/debian_version");
}

async function byApt(): Promise<void> {
  const apt = async (...args: string[]) =>
    await runProgram({
      name: "apt",
      args: ["-e", runner, "apt-get", "-qq", ...args],
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  // An old list of packages names files that are no longer there.
  await apt("update");
  await apt("install", "-y", "--no-install-recommends", "chromium");
}

/** A Node program that runs another one, so that one way of starting and ending serves all. */
const runner = `
const { spawnSync } = require("node:child_process");
const [file, ...args] = process.argv.slice(1);
const run = spawnSync(file, args, { stdio: "inherit" });
if (run.error) console.error(run.error.message);
process.exit(run.status ?? 1);`;

async function byNpm(): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new StageError(`${CARRIED} is for Linux on x64 only`);
  }
  const folder = carriedFolder();
  const browser = join(folder, "browser");
  mkdirSync(browser, { recursive: true });
  // Outside node_modules of the project: npm ci would throw it away, npm install list it.
  const what = [`${CARRIED}@${CARRIED_VERSION}`, "--prefix", folder, "--no-save"];
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const args = ["-e", runner, "npm", "install", ...what, ...options];
  await runProgram({ name: "chromium", args });
  const packed = join(folder, "node_modules", CARRIED, "bin");
  const unpack = (name: string) => brotliDecompressSync(readFileSync(join(packed, name)));
  const program = join(browser, "chromium");
  writeFileSync(program, unpack("chromium.br"), { mode: 0o755 });
  for (const name of ["al2023", "fonts", "swiftshader"]) {
    execFileSync("tar", ["-xf", "-", "-C", browser], { input: unpack(`${name}.tar.br`) });
  }
  // Its libraries and fonts lie beside it, which a small script tells the loader.
  const text = [
    "#!/bin/sh",
    `export LD_LIBRARY_PATH='${join(browser, "lib")}':"$LD_LIBRARY_PATH"`,
    `export FONTCONFIG_PATH="\${FONTCONFIG_PATH:-${browser}}"`,
    `exec '${program}' "$@"`,
  ];
  writeFileSync(carriedStart(), `${text.join("\n")}\n`, { mode: 0o755 });
}

async function byPlaywright(): Promise<void> {
  await runProgram({ name: "chromium", args: [playwrightProgram, "install", "chromium"] });
}

/** Finds a Chromium, or fetches one in the ways this machine allows, the surest first. */
export async function ensureChromium(say: Say): Promise<string> {
  const present = findChromium();
  if (present) return present;
  const ways: [string, boolean, () => Promise<void>][] = [
    ["apt-get", isRoot() && isDebian(), byApt],
    [CARRIED, true, byNpm],
    ["Playwright", true, byPlaywright],
  ];
  const problems: string[] = [];
  for (const [name, isFitting, fetchIt] of ways) {
    if (!isFitting) continue;
    say(`fetching by ${name}`);
    try {
      await fetchIt();
      const found = findChromium();
      if (found) return found;
      problems.push(`${name}: what it brought does not run`);
    } catch (error) {
      if (!(error instanceof StageError)) throw error;
      problems.push(`${name}: ${error.message}\n${error.output}`);
    }
  }
  throw new StageError(
    "No Chromium to test with. Install one, or name it in CHROMIUM_PATH.",
    problems.join("\n"),
  );
}

/** Folder for Playwright's own use; kept here so that both callers agree. */
export const browserResults = join(root, "test-results", "browser");
