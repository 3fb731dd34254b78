import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import {
  type Context,
  type OperatorActor,
  type Outside,
  reading,
  type SystemActor,
} from "../../context";
import type { Desk, TestTenant } from "../../testing";
import { allowHost, reloadConfig, saveSource } from "..";
import { type LoanTwin, openLoanTwin } from "./loan-twin";

export interface ConfigScene {
  tenant: TestTenant;
  twin: LoanTwin;
  /** The tenant's own, below the install's. */
  folder: string;
  outside: Outside;
  ctx: Context<OperatorActor>;
  secret: string;
  /** The job's context, at that many milliseconds after the desk's instant. */
  job(laterMs?: number): Context<SystemActor>;
  /** Writes the file and has it read. */
  write(text: string): ReturnType<typeof reloadConfig>;
}

/** A tenant with a file of its own and a program that answers. */
export async function openConfigScene(
  desk: Desk,
  known?: { tenant: TestTenant; admin: Context<OperatorActor> },
): Promise<ConfigScene> {
  const twin = await openLoanTwin();
  const install = mkdtempSync(join(tmpdir(), "saldo-config-"));
  afterAll(async () => {
    await twin.close();
    rmSync(install, { recursive: true });
  });
  const tenant = known?.tenant ?? (await desk.tenant());
  const outside: Outside = { fioUrl: "", isPrivateAllowed: true, configFolder: install };
  const ctx = { ...(known?.admin ?? (await tenant.operator("administrator"))), outside };
  const folder = await folderOf(ctx, install);
  const { secret } = await allowHost(ctx, { host: twin.host });
  await saveSource(ctx, { location: "config.yaml" });
  return {
    ...{ tenant, twin, folder, outside, ctx, secret },
    job: (laterMs = 0) => {
      const now = new Date(desk.now.getTime() + laterMs);
      return { ...tenant.system("triggers"), outside, now };
    },
    write: (text) => {
      writeFileSync(join(folder, "config.yaml"), text);
      return reloadConfig(ctx);
    },
  };
}

/** Makes the folder of the context's tenant below the install's. */
export async function folderOf(ctx: Context, install: string): Promise<string> {
  const [tenant] = await reading(
    ctx,
    ({ sql }) => sql<{ slug: string }[]>`select slug from tenants where id = app_tenant()`,
  );
  if (!tenant) throw new Error("no tenant");
  const folder = join(install, tenant.slug);
  mkdirSync(folder);
  return folder;
}
