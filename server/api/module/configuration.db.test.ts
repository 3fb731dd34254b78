import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { readPanels } from "@/server/domain/configuration";
import { openConfigScene } from "@/server/domain/configuration/testing/config-scene";
import type { Outside } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { openDesk } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);

async function agencyWithFile(scopes?: ("config:read" | "config:reload" | "cases:read")[]) {
  const outside: Outside = { fioUrl: "", isPrivateAllowed: true };
  const agency = await agencyWithLogin({ outside, ...(scopes ? { scopes } : {}) });
  const scene = await openConfigScene(desk, agency);
  Object.assign(outside, scene.outside);
  const file = (score: string, more = "") => `version: 1
templateCustomVariables:
  scoring:
    names: { cs: Skóring }
    url: ${scene.twin.url("/score")}
    cacheMinutes: 10
    panels: [case]
    fields:
      score: { type: number, names: { cs: ${score} } }
loan:
  product: instalment
  clientSecret: velmi-tajne
${more}`;
  return { ...agency, scene, file };
}

describe("the customer's file through the module API", () => {
  it("is told whole but for secrets, with what stands against the newest text", async () => {
    const { call, scene, file } = await agencyWithFile();
    expect(await call("GET configuration")).toMatchObject({
      ...{ status: 404, body: { code: "configuration.none_in_force" } },
    });
    await scene.write(file("Body"));
    const first = (await call("GET configuration")).body;
    expect(first).toMatchObject({
      ...{ location: "config.yaml", trouble: null, refused: null, findings: [] },
      config: { version: 1, loan: { product: "instalment", clientSecret: "***" } },
    });
    expect(first.config.templateCustomVariables.scoring.cacheMinutes).toBe(10);
    await scene.write(file("Body", "trigers: {}\n"));
    const second = (await call("GET configuration")).body;
    expect(second).toMatchObject({ versionId: first.versionId, hash: first.hash });
    expect(second.refused.findings).toMatchObject([{ code: "unknown_key", isWarning: false }]);
    expect(JSON.stringify([first, second])).not.toMatch(/velmi-tajne|whsec|secret_?tail/i);
    expect(JSON.stringify(first)).not.toContain(scene.secret);
  });

  it("is read anew when a module says so, and a bad one leaves the last good one", async () => {
    const { call, scene, file, admin, sql, tenant, outside } = await withOutside();
    const put = (text: string) => writeFileSync(`${scene.folder}/config.yaml`, text);
    put(file("Body"));
    expect((await call("POST configuration/reloads")).body).toEqual({
      ...{ outcome: "applied", trouble: null, findings: [] },
    });
    expect((await call("POST configuration/reloads")).body.outcome).toBe("same");
    put("version: 2\n");
    const bad = (await call("POST configuration/reloads")).body;
    expect(bad).toMatchObject({ outcome: "refused", findings: [{ line: 1 }] });
    expect((await call("GET configuration")).body.config.loan.product).toBe("instalment");
    const { items } = await listAudit(admin, { action: "configuration.apply" });
    expect(items).toMatchObject([{ actorName: "module: Úvěry" }]);
    put(file("Skóre"));
    await sql`select module.ask('reloadConfig', '{}')`;
    await takeInbox({ ...tenant.system(), outside });
    const [answer] = await sql`select state, answer ->> 'outcome' as outcome from module.outbox`;
    expect(answer).toEqual({ state: "done", outcome: "applied" });
  });

  it("has its kept values dropped, of one case or all, so that they are asked for again", async () => {
    const { call, scene, file, admin, caseId, refNo, sql, tenant } = await agencyWithFile();
    await scene.write(file("Body"));
    const look = () => readPanels(scene.ctx, { place: "case", id: caseId });
    await look();
    await look();
    expect(scene.twin.heard).toHaveLength(1);
    const other = await call("POST cache/invalidations", { refNo, variable: "jina" });
    expect(other.body).toEqual({ count: 0 });
    expect((await call("POST cache/invalidations", { refNo })).body).toEqual({ count: 1 });
    await look();
    expect(scene.twin.heard).toHaveLength(2);
    expect(await call("POST cache/invalidations", { refNo: "99999/1999" })).toMatchObject({
      status: 404,
    });
    await sql`select module.ask('invalidateCache', '{}')`;
    await takeInbox(tenant.system());
    await look();
    expect(scene.twin.heard).toHaveLength(3);
    const { items } = await listAudit(admin, { action: "configuration.forget-values" });
    expect(items.map(({ after }) => after)).toEqual([
      { variable: null, count: 1 },
      { variable: null, count: 1 },
      { variable: "jina", count: 0 },
    ]);
  });

  it("wants scopes of its own", async () => {
    const { call } = await agencyWithFile(["cases:read"]);
    expect(await call("GET configuration")).toMatchObject({ status: 403 });
    expect(await call("POST configuration/reloads")).toMatchObject({ status: 403 });
    expect(await call("POST cache/invalidations")).toMatchObject({ status: 403 });
  });
});

async function withOutside() {
  const agency = await agencyWithFile();
  return { ...agency, outside: agency.scene.outside };
}
