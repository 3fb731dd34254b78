import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiDocument } from "../server/api/module/openapi";

// Types of the client that the tests use, as any integrator makes them from the published document. The
// generator needs the compiler's older programming interface, so it is fetched for the occasion.

const target = fileURLToPath(
  new URL("../server/api/module/testing/client-types.d.ts", import.meta.url),
);
const text = JSON.stringify(apiDocument());
const folder = mkdtempSync(join(tmpdir(), "saldo-client-"));
const [from, to] = [join(folder, "openapi.json"), join(folder, "types.d.ts")];
writeFileSync(from, text);
const packages = ["typescript@5.9.3", "openapi-typescript@7.13.0"].flatMap((name) => ["-p", name]);
execFileSync("npx", ["-y", ...packages, "openapi-typescript", from, "-o", to], {
  stdio: ["ignore", "ignore", "inherit"],
});
const hash = createHash("sha256").update(text).digest("hex");
writeFileSync(target, `// npm run module:client; of document ${hash}\n${readFileSync(to, "utf8")}`);
execFileSync("npx", ["biome", "check", "--write", target], { stdio: "ignore" });
rmSync(folder, { recursive: true });
console.log(`The client's types are those of document ${hash.slice(0, 12)}.`);
