/*
 * The first steps of every command, on a machine that has only Node: is it new enough, are the
 * packages installed. Imports nothing but Node's own modules until they are.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 9];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [needMajor, needMinor] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  console.error(
    `Saldo needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.\n` +
      "Install a current Node (https://nodejs.org) and run the command again.",
  );
  process.exit(1);
}

/** @param {string} path @returns {Record<string, any> | null} */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return null;
  }
}

/** Are the packages there that the lock file and the patches ask for? */
function isInstalled() {
  return isLocked() && existsSync(patchNote) && readFileSync(patchNote, "utf8") === patches();
}

const patchNote = join(root, "node_modules", ".saldo-patches");

/** Fingerprint of scripts/patches: a changed patch needs packages laid out anew. */
function patches() {
  const folder = join(root, "scripts", "patches");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}

/** Notes that the packages carry the present patches. */
export function notePatches() {
  writeFileSync(patchNote, patches());
}

/**
 * Does node_modules hold what the lock file says? npm keeps a copy of the lock inside, compared
 * entry by entry: times of files say nothing after a check-out. Packages of other platforms are
 * absent by right.
 */
function isLocked() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || !path.startsWith("node_modules/")) return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.peer === true;
    return found.version === entry.version && found.resolved === entry.resolved;
  });
}

function install() {
  const cli = process.env.npm_execpath;
  const isScript = cli?.endsWith(".js") && existsSync(cli);
  const options = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const args = [...options, "--loglevel=error"];
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log("Installing packages (once; about a minute) ...");
  const beat = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  return new Promise((resolve) => {
    const child = isScript
      ? spawn(process.execPath, [cli, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
      : spawn("npm", args, {
          cwd: root,
          stdio: ["ignore", "pipe", "pipe"],
          shell: process.platform === "win32",
        });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output = (output + data).slice(-8000);
      });
    }
    const finish = (problem) => {
      clearInterval(beat);
      if (problem === null) {
        console.log(`Packages installed, ${seconds()} s`);
        resolve(undefined);
        return;
      }
      console.error(output.trimEnd());
      console.error(`The packages could not be installed: ${problem}.`);
      process.exit(1);
    };
    child.once("error", (error) => finish(error.message));
    child.once("exit", (code, signal) =>
      finish(code === 0 ? null : `npm ended with ${signal ?? code}`),
    );
  });
}

/**
 * Checks Node, installs packages when the lock file asks for it, and loads a TypeScript module of
 * `scripts`.
 * @param {string} file path below scripts
 */
export async function load(file) {
  checkNode();
  process.chdir(root);
  if (!isInstalled()) await install();
  const { register } = await import("tsx/esm/api");
  register();
  return await import(new URL(file, import.meta.url).href);
}
