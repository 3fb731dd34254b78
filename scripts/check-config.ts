import { closeSync, openSync, readSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import texts from "../app/i18n/en/configuration.json";
import { CONFIG_BYTES_MAX, type Finding } from "../server/domain/configuration/check-config";
import { judge } from "../server/domain/configuration/reload";

// `npm run config:check <file>`: every finding with line and column, as editors and CI read them;
// ends with 1 where there is a fault. Which hosts are allowed is known to the running system only.

const [path] = process.argv.slice(2);
if (!path) {
  console.error("Usage: npm run config:check <config.yaml>");
  process.exit(2);
}
const t = createTranslator({ locale: "en", messages: texts as unknown as Record<string, object> });
const say = t as unknown as (key: string, params: Record<string, string>) => string;

function lineOf({ line, column, code, params, path: place, isWarning }: Finding): string {
  const more = { ...params, places: "{id}, {refNo}, {caseId}" };
  const meant = params.meant ? ` ${say("meant", { word: params.meant })}` : "";
  const weight = isWarning ? "warning" : "error";
  return `${path}:${line}:${column}: ${weight}: ${say(`findings.${code}`, more)}${meant} [${place}]`;
}

/** As much as decides that a file is too large, however large it is. */
function readBeginning(from: string): string {
  const file = openSync(from, "r");
  try {
    const bytes = Buffer.alloc(CONFIG_BYTES_MAX + 1);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    return bytes
      .subarray(0, length)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } finally {
    closeSync(file);
  }
}

let text: string;
try {
  text = readBeginning(path);
} catch {
  console.error(`${path}: cannot be read`);
  process.exit(2);
}
const { config, findings } = judge(text, null);
for (const finding of findings) console.log(lineOf(finding));
if (config) console.log(`${path}: in order`);
process.exit(config ? 0 : 1);
