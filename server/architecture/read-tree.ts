import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "./read-imports";

/** `examples/workbooks` beside what tools made: it is data, with the program that made it. */
const SKIPPED = new Set(["node_modules", "stubs", "workbooks"]);

/** Every TypeScript and JavaScript source of ours under the root, without what tools make. */
export function readTree(root: string): SourceFile[] {
  return listPaths(root, "").map((path) => ({
    path,
    source: readFileSync(join(root, path), "utf8"),
  }));
}

function listPaths(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return listPaths(root, path);
    return /\.([cm]?[jt]s|tsx)$/.test(entry.name) ? [path] : [];
  });
}
