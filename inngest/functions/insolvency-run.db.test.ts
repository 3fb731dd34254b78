import { beforeEach, describe, expect, it } from "vitest";
import { getBulkCheck, saveService, startBulkCheck } from "@/server/domain/registers";
import { addDebtors, openRegisterScene } from "@/server/domain/registers/testing/register-scene";
import { openDesk } from "@/server/domain/testing";
import { insolvencyRun } from "./insolvency-run";

const desk = await openDesk();
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
let serial = 0;
const peopled = (count: number) => addDebtors(scene, count);
const system = () => scene.withOutside(scene.tenant.system());
const start = async () =>
  (
    await startBulkCheck(scene.admin, {
      ...{ scope: "open_cases", idempotencyKey: `function-${++serial}` },
    })
  ).runId;
const look = (runId: number) => getBulkCheck(scene.admin, { runId });
const delivery = (beat: () => Promise<void> = async () => undefined) => ({ attempt: 1, beat });
/** Birth numbers in the order in which the twin was asked for them. */
const askedFor = () =>
  scene.twin.asked.flatMap(({ body }) => /<rc>([^<]*)<\/rc>/.exec(body.toString())?.[1] ?? []);

beforeEach(async () => {
  scene = await openRegisterScene(desk, []);
  return () => scene.twin.close();
});

describe("the function of a bulk check", () => {
  it("goes on after a process died, and asks nobody twice", async () => {
    await peopled(25);
    const runId = await start();
    const died = new Error("killed");
    let beats = 0;
    const dying = insolvencyRun(
      system(),
      { runId },
      delivery(async () => {
        beats += 1;
        if (beats === 2) throw died;
      }),
    );
    await expect(dying).rejects.toBe(died);
    expect(await look(runId)).toMatchObject({ state: "running", done: 20 });
    await insolvencyRun(system(), { runId }, delivery());
    expect(await look(runId)).toMatchObject({ state: "done", done: 25, clearCount: 24 });
    expect(askedFor()).toHaveLength(25);
    expect(new Set(askedFor()).size).toBe(25);
  });

  it("rests where a budget is spent, and asks nothing where there is no address", async () => {
    await peopled(1);
    await saveService(scene.admin, { ...scene.service, priceMinor: 100, monthBudgetMinor: 50 });
    const spent = await start();
    await insolvencyRun(system(), { runId: spent }, delivery());
    expect(await look(spent)).toMatchObject({ state: "paused", error: null });
    await saveService(scene.admin, { ...scene.service, url: "" });
    const silent = await start();
    await insolvencyRun(system(), { runId: silent }, delivery());
    expect(await look(silent)).toMatchObject({ state: "done", unconfiguredCount: 1 });
    expect(scene.twin.asked).toEqual([]);
  });
});
