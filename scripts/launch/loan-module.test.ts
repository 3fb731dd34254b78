import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { placeLoanModule } from "./loan-module";

const folders: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "place-"));
  folders.push(made);
  return made;
};

it("where its port is taken the module has another, and the file names that one", async () => {
  vi.stubEnv("SALDO_CONFIG_FOLDER", "");
  vi.stubEnv("SALDO_PRIVATE_HOSTS", "10.0.0.5");
  const other = createServer();
  const taken = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      const address = other.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const data = folder();
  const place = await placeLoanModule(data, taken);
  other.close();
  expect(place.port).not.toBe(taken);
  expect(place.env).toEqual({
    SALDO_CONFIG_FOLDER: join(data, "config"),
    SALDO_PRIVATE_HOSTS: `10.0.0.5,127.0.0.1:${place.port}`,
  });
  const file = readFileSync(join(data, "config", "demo", "config.yaml"), "utf8");
  expect(file).toContain(`url: ${place.url}/on`);
  expect(file).not.toContain("loan.example/");
});

it("an install's own folder of files is left alone", async () => {
  vi.stubEnv("SALDO_CONFIG_FOLDER", "/srv/config");
  const data = folder();
  const place = await placeLoanModule(data, 0);
  expect(place.env).not.toHaveProperty("SALDO_CONFIG_FOLDER");
  expect(existsSync(join(data, "config"))).toBe(false);
});
