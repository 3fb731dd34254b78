import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { identify, isSame, type ProcessIdentity } from "../embedded-postgres/processes";
import { nextProgram, root } from "./paths";
import { pressFiles } from "./press";
import { runProgram, StageError } from "./progress";

/** Folders that a build reads; beside them every file in the root that is not prose. */
const SOURCES = ["app", "components", "db", "emails", "inngest", "public", "server"];

/** What changes the packages that are built in, and how the server is put together. */
const MAKERS = ["scripts/patches", "scripts/launch"];

const distFolder = () => join(root, process.env.NEXT_DIST_DIR || ".next");
/** The production server, made by `build`. */
export const serverProgram = () => join(distFolder(), "saldo-server.mjs");
const stampFile = () => join(distFolder(), "saldo-build.txt");
const serverFile = () => join(distFolder(), "saldo-server.json");

const isSource = (name: string) =>
  !/\.(test|spec)\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$|^\./.test(name);

function filesBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folder === "" ? [] : filesBelow(path);
    return entry.isFile() && isSource(entry.name) ? [path] : [];
  });
}

/** Fingerprint of all that a build depends on: contents, since times change by a mere check-out. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of [...filesBelow(""), ...[...SOURCES, ...MAKERS].flatMap(filesBelow)].sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (name.startsWith("NEXT_PUBLIC_")) hash.update(`${name}=${value}\0`);
  }
  return hash.update(process.versions.modules).digest("hex");
}

/** Is a production server serving this build? Building again would pull it from under it. */
function servingProcess(): ProcessIdentity | null {
  try {
    const server = JSON.parse(readFileSync(serverFile(), "utf8")) as ProcessIdentity;
    return isSame(server) ? server : null;
  } catch {
    return null;
  }
}

/** Notes that a process serves the present build. */
export function noteServer(pid: number): void {
  const identity = identify(pid);
  if (identity) writeFileSync(serverFile(), JSON.stringify(identity));
}

/** The production server as one file, so that it starts without a compiler beside it. */
async function bundleServer(): Promise<void> {
  await bundle({
    entryPoints: [join(root, "server", "main.ts")],
    outfile: serverProgram(),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    // Throws outside the bundler of server components; here its empty twin stands in.
    alias: { "server-only": join(root, "node_modules", "server-only", "empty.js") },
    logLevel: "silent",
  });
}

/** Builds the program unless the last build still fits. Answers a few words. */
export async function build(): Promise<string> {
  const wanted = fingerprint();
  const stamp = stampFile();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "up to date";
  const server = servingProcess();
  if (server) {
    throw new StageError(
      `A server (process ${server.pid}) runs on the previous build of this folder. Stop it first.`,
    );
  }
  rmSync(stamp, { force: true });
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  await runProgram({ name: "build", args: [nextProgram, "build"], env });
  await bundleServer();
  await pressFiles(join(distFolder(), "static"));
  writeFileSync(stamp, wanted);
  return "built";
}
