import { execFile } from "node:child_process";
import { access, constants, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { DomainError } from "@/server/kernel/errors";
import { FOLDER_PREFIX } from "./convert-batch";
import { convertDocuments } from "./convert-documents";
import type { InstalledOffice, Office, OfficeSettings } from "./office";
import { bareEnvironment } from "./run-office";

const USUAL_PLACES = [
  "/usr/bin/soffice",
  "/usr/local/bin/soffice",
  "/usr/bin/libreoffice",
  "/opt/libreoffice/program/soffice",
  "/snap/bin/libreoffice",
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

const VERSION_MS = 20_000;
/** Longer than any batch: a folder as old was left by a process of ours that was killed. */
const LEFT_MS = 6 * 60 * 60 * 1000;

/**
 * LibreOffice of this machine, where there is one. A path that is set and does not answer as
 * LibreOffice does counts as none; the usual places are then not tried, for a wrong setting should
 * be seen.
 */
export async function findOffice(settings: OfficeSettings = {}): Promise<Office> {
  const places = settings.path ? [settings.path] : USUAL_PLACES;
  for (const path of places) {
    const version = await versionOf(path);
    if (version === null) continue;
    await clearLeftFolders();
    return { isInstalled: true, version, path, toPdf: convertDocuments(path, settings) };
  }
  return { isInstalled: false };
}

/** Throws precondition `templates.office_missing`. */
export function installedOffice(office: Office): InstalledOffice {
  if (!office.isInstalled) throw new DomainError("precondition", "templates.office_missing");
  return office;
}

async function versionOf(path: string): Promise<string | null> {
  const isThere = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const home = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  try {
    const asked = ["--version", `-env:UserInstallation=${pathToFileURL(home).href}`];
    const { stdout } = await promisify(execFile)(path, asked, {
      ...{ env: bareEnvironment(home), cwd: home, timeout: VERSION_MS, killSignal: "SIGKILL" },
    });
    return /^LibreOffice (\d+(?:\.\d+)+)/m.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function clearLeftFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    const age = Date.now() - (await stat(folder).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > LEFT_MS) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
