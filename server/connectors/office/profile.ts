import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Setting {
  path: string;
  name: string;
  value: string | number | boolean;
}

const SECURITY = "/org.openoffice.Office.Common/Security/Scripting";
const PDF = "/org.openoffice.Office.Common/Filter/PDF/Export";
const INET = "/org.openoffice.Inet/Settings";
const UPDATE = "/org.openoffice.Office.Writer/Content/Update";
/** The port that throws away; nothing listens there. */
const NOWHERE = { name: "127.0.0.1", port: 9 };

/** A template is a stranger's file: it runs nothing, fetches nothing and reads no other file. */
const SAFE: readonly Setting[] = [
  { path: SECURITY, name: "DisableMacrosExecution", value: true },
  { path: SECURITY, name: "MacroSecurityLevel", value: 3 },
  { path: SECURITY, name: "BlockUntrustedRefererLinks", value: true },
  // A newer office knows it; an older one passes over it.
  { path: SECURITY, name: "DisableActiveContent", value: true },
  { path: UPDATE, name: "Link", value: 0 },
  { path: INET, name: "ooInetProxyType", value: 2 },
  { path: INET, name: "ooInetNoProxy", value: "" },
  { path: INET, name: "ooInetHTTPProxyName", value: NOWHERE.name },
  { path: INET, name: "ooInetHTTPProxyPort", value: NOWHERE.port },
  { path: INET, name: "ooInetHTTPSProxyName", value: NOWHERE.name },
  { path: INET, name: "ooInetHTTPSProxyPort", value: NOWHERE.port },
];

const QUIET: readonly Setting[] = [
  { path: "/org.openoffice.Office.Recovery/AutoSave", name: "Enabled", value: false },
  { path: "/org.openoffice.Office.Recovery/RecoveryInfo", name: "Crashed", value: false },
  { path: "/org.openoffice.Office.Common/Misc", name: "FirstRun", value: false },
  { path: PDF, name: "ExportBookmarks", value: false },
  { path: PDF, name: "ExportNotes", value: false },
];

/** A profile folder of one process, with the settings that it reads when it starts. */
export async function makeProfile(folder: string, isArchival: boolean): Promise<void> {
  const version: Setting = { path: PDF, name: "SelectPdfVersion", value: isArchival ? 2 : 0 };
  await mkdir(join(folder, "user"), { recursive: true });
  const text = registry([...SAFE, ...QUIET, version]);
  await writeFile(join(folder, "user", "registrymodifications.xcu"), text);
}

function registry(settings: readonly Setting[]): string {
  const items = settings.map(
    ({ path, name, value }) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse">` +
      `<value>${value}</value></prop></item>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
    `${items.join("\n")}</oor:items>\n`
  );
}
