import { mkdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Variables for a program we start. */
export type Environment = Record<string, string | undefined>;

/** Root of the project. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Folder of everything the program keeps: database, secrets, logs. Made when missing. */
export function dataFolder(): string {
  const wanted = process.env.SALDO_DATA_DIR;
  const folder = wanted ? resolve(root, wanted) : join(root, ".saldo");
  mkdirSync(folder, { recursive: true });
  return realpathSync(folder);
}

/** Program of a package, run by this Node: no shell and no npx in between. */
export const nextProgram = join(root, "node_modules", "next", "dist", "bin", "next");
export const vitestProgram = join(root, "node_modules", "vitest", "vitest.mjs");
export const playwrightProgram = join(root, "node_modules", "@playwright", "test", "cli.js");
export const biomeProgram = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
export const tscProgram = join(root, "node_modules", "typescript", "bin", "tsc");
