import { mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { afterAll } from "vitest";

/**
 * Bundles a test's own program, named from the project's folder; answers where. What is to be killed
 * again and again has to begin quickly. The bundle lies where it finds its packages, and goes with
 * the file; call it at the top of one.
 */
export async function bundledProgram(source: string): Promise<string> {
  const folder = mkdtempSync(join(process.cwd(), "node_modules", ".saldo-mortal-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, `${basename(source, ".ts")}.mjs`);
  await build({
    entryPoints: [source],
    ...{ outfile, bundle: true, platform: "node", format: "esm", packages: "external" },
  });
  return outfile;
}
