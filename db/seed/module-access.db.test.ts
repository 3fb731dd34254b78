import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { getConfiguration, saveSource } from "@/server/domain/configuration";
import { folderOf } from "@/server/domain/configuration/testing/config-scene";
import { listModuleKeys, revokeModuleKey } from "@/server/domain/modules";
import { openDesk } from "@/server/domain/testing";
import { admit } from "./module-access";

const desk = await openDesk();
const install = mkdtempSync(join(tmpdir(), "module-access-"));
afterAll(() => rmSync(install, { recursive: true }));

async function openTenant() {
  const tenant = await desk.tenant();
  const outside = { fioUrl: "", isPrivateAllowed: true, configFolder: install };
  const ctx = { ...tenant.system("demo"), outside };
  writeFileSync(join(await folderOf(ctx, install), "config.yaml"), "version: 1\n");
  const hosts = async () => (await getConfiguration(ctx)).hosts.map(({ host }) => host);
  const keys = async () => (await listModuleKeys(ctx)).filter(({ revokedAt }) => !revokedAt);
  return { ctx, hosts, keys };
}

it("a module is let in once, and a second start finds everything as it was", async () => {
  const { ctx, hosts, keys } = await openTenant();
  const first = await admit(ctx, { host: "127.0.0.1:4100", known: null });
  expect(await admit(ctx, { host: "127.0.0.1:4100", known: first })).toEqual(first);
  expect(await hosts()).toEqual(["127.0.0.1:4100"]);
  expect(await keys()).toHaveLength(1);
  expect(await getConfiguration(ctx)).toMatchObject({ location: "config.yaml", trouble: null });
});

it("at another port it takes the place of the former machine, by the same key", async () => {
  const { ctx, hosts } = await openTenant();
  const first = await admit(ctx, { host: "127.0.0.1:4100", known: null });
  const moved = await admit(ctx, { host: "127.0.0.1:4101", known: first });
  expect(moved).toMatchObject({ key: first.key, host: "127.0.0.1:4101" });
  expect(moved.secret).not.toBe(first.secret);
  expect(await hosts()).toEqual(["127.0.0.1:4101"]);
});

it("whose key was revoked or whose file is lost gets new ones; the tenant's own file stays", async () => {
  const { ctx, keys } = await openTenant();
  const host = "127.0.0.1:4100";
  const first = await admit(ctx, { host, known: null });
  await saveSource(ctx, { location: "https://files.example/config.yaml" });
  await revokeModuleKey(ctx, { keyId: first.keyId });
  const second = await admit(ctx, { host, known: first });
  expect(second.key).not.toBe(first.key);
  expect(second.secret).toBe(first.secret);
  const third = await admit(ctx, { host, known: null });
  expect(third.secret).not.toBe(first.secret);
  expect(await keys()).toHaveLength(2);
  expect((await getConfiguration(ctx)).location).toBe("https://files.example/config.yaml");
});
