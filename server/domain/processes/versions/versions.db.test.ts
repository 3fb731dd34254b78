import { describe, expect, it } from "vitest";
import { getCase, moveCase, openCase } from "../../cases";
import { type OperatorContext, reading } from "../../context";
import { createParty } from "../../parties";
import { openDesk } from "../../testing";
import {
  activateDraft,
  exportYaml,
  importDraft,
  listVersions,
  migrateCases,
  migrationPlan,
  openDraft,
  readDraft,
  saveDraft,
  tryDraft,
} from "..";

const desk = await openDesk();
const category = "collection";
const language = "en" as const;

async function aCase(ctx: OperatorContext): Promise<number> {
  const { partyId } = await createParty(ctx, { kind: "natural_person", fullName: "Jan Novák" });
  return (await openCase(ctx, { category, parties: [{ partyId, role: "debtor" }] })).caseId;
}

type Raw = { states: Entry[]; transitions: Entry[] } & Record<string, unknown>;
type Entry = { code: string } & Record<string, unknown>;

async function draft(ctx: OperatorContext): Promise<{ raw: Raw; revision: number }> {
  await openDraft(ctx, { category });
  const read = await readDraft(ctx, { category, language });
  if (!read) throw new Error("no draft");
  return { raw: read.definitions[0] as unknown as Raw, revision: read.revision };
}

const names = (text: string) => ({ cs: text, sk: text, en: text, ru: text });
const roles = ["administrator", "operator"];

/** The delivered process with a state to park cases in, to and fro. */
const parked = (raw: Raw): Raw => {
  const { aliases: _, ...model } = raw.states.find(({ code }) => code === "new") as Entry;
  const state = { ...model, code: "parked", names: names("Parked"), openable: false };
  const way = (code: string, from: string, to: string) => {
    return { code, names: names(code), from: [from], to, roles, guards: [], effects: [] };
  };
  return {
    ...raw,
    states: [...raw.states, state],
    transitions: [...raw.transitions, way("park", "new", "parked"), way("unpark", "parked", "new")],
  };
};

describe("a version of the tenant's own", () => {
  it("rules new cases; older ones keep theirs until they are taken over by a mapping", async () => {
    const ctx = await (await desk.tenant()).operator();
    const old = await aCase(ctx);
    const { raw, revision } = await draft(ctx);
    const saved = await saveDraft(ctx, { category, revision, definitions: [parked(raw)] });
    expect(saved.problems.filter(({ isWarning }) => !isWarning)).toEqual([]);
    const shown = await readDraft(ctx, { category, language });
    expect(shown?.difference.map(({ change, name }) => `${change} ${name}`)).toEqual([
      "added Parked",
      "added park",
      "added unpark",
    ]);
    const { number } = await activateDraft(ctx, { category, revision: saved.revision });
    const fresh = await aCase(ctx);
    expect(await getCase(ctx, { caseId: fresh })).toMatchObject({ processVersion: number });
    expect(await moveCase(ctx, { caseId: fresh, transition: "park" })).toEqual({ state: "parked" });
    await expect(moveCase(ctx, { caseId: old, transition: "park" })).rejects.toThrow(
      "workflow.unknown_transition",
    );
    const { plans } = await migrationPlan(ctx, { category, language });
    expect(plans).toMatchObject([
      { version: 0, count: 1, states: [{ state: "new", proposed: "new" }] },
    ]);
    const wanted = { category, from: 0, expected: 1 };
    await expect(migrateCases(ctx, { ...wanted, mapping: [] })).rejects.toThrow(
      "processes.state_unmapped",
    );
    const mapping = [{ code: category, state: "new", to: "parked" }];
    await expect(migrateCases(ctx, { ...wanted, expected: 2, mapping })).rejects.toThrow(
      "processes.count_changed",
    );
    expect(await migrateCases(ctx, { ...wanted, mapping })).toEqual({ count: 1 });
    expect(await moveCase(ctx, { caseId: old, transition: "unpark" })).toEqual({ state: "new" });
    const versions = await listVersions(ctx, { category });
    expect(versions.map((each) => [each.number, each.status, each.caseCount])).toEqual([
      [number, "active", 2],
      [0, "retired", 0],
    ]);
    const audit = await reading(
      ctx,
      ({ sql }) => sql<{ action: string }[]>`
      select action from audit_entries where action ~ 'process|migrate' order by id`,
    );
    expect(audit.map(({ action }) => action)).toEqual([
      "processes.open-draft",
      "processes.save-draft",
      "processes.activate",
      "cases.migrate",
      "processes.migrate",
    ]);
  });

  it("is put in force by one of two who press at once; the other is told", async () => {
    const tenant = await desk.tenant();
    const [one, other] = [await tenant.operator(), await tenant.operator()];
    const { raw, revision } = await draft(one);
    const saved = await saveDraft(one, { category, revision, definitions: [parked(raw)] });
    const press = (ctx: OperatorContext) =>
      activateDraft(ctx, { category, revision: saved.revision });
    const pressed = await Promise.allSettled([press(one), press(other)]);
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = pressed.find((each) => each.status === "rejected");
    expect(String(lost?.reason)).toContain("processes.activated_meanwhile");
  });

  it("tells what changes although names are still missing, and which ones they are", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { raw, revision } = await draft(ctx);
    const { aliases: _, ...model } = raw.states.find(({ code }) => code === "new") as Entry;
    const state = { ...model, code: "waits", names: { cs: "Čeká", sk: "", en: "", ru: "" } };
    const definitions = [{ ...raw, states: [...raw.states, state] }];
    const saved = await saveDraft(ctx, { category, revision, definitions, language: "cs" });
    const difference = [{ change: "added", list: "states", name: "Čeká" }];
    expect(saved.difference).toMatchObject(difference);
    expect(saved.problems.map(({ path }) => path)).toEqual(
      ["sk", "en", "ru"].map((each) => `collection: states[waits].names.${each}`),
    );
    const shown = await readDraft(ctx, { category, language: "cs" });
    expect(shown?.difference).toMatchObject(difference);
  });

  it("is not put in force with a fault, and its faults are named", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { raw, revision } = await draft(ctx);
    const whole = parked(raw);
    const dead = whole.transitions.filter(({ code }) => code !== "unpark");
    const strange = [{ name: "noSuchGuard", params: {} }];
    const [first, ...rest] = dead;
    const transitions = [{ ...first, guards: strange }, ...rest];
    const saved = await saveDraft(ctx, {
      ...{ category, revision },
      definitions: [{ ...whole, transitions }],
    });
    const codes = saved.problems.map(({ code }) => code);
    expect(codes).toContain("processes.problem_unknown_guard");
    await expect(activateDraft(ctx, { category, revision: saved.revision })).rejects.toThrow(
      "processes.not_sound",
    );
    await expect(saveDraft(ctx, { category, revision, definitions: [whole] })).rejects.toThrow(
      "processes.saved_meanwhile",
    );
  });

  it("is walked on paper before, and its file comes back the same", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { raw, revision } = await draft(ctx);
    const saved = await saveDraft(ctx, { category, revision, definitions: [parked(raw)] });
    const asked = { category, revision: saved.revision, language, role: "operator" as const };
    const steps = [{ transition: "park" }, { transition: "unpark" }, { transition: "nonsense" }];
    const walked = await tryDraft(ctx, { ...asked, steps });
    expect(walked.trail.map(({ to }) => to)).toEqual(["Parked", "New"]);
    const stranger = await tryDraft(ctx, { ...asked, role: "readOnly", steps });
    expect(stranger.trail).toEqual([]);
    const { text } = await exportYaml(ctx, { category, code: category, version: null });
    const back = await importDraft(ctx, {
      category,
      revision: saved.revision,
      code: category,
      text,
    });
    const again = await exportYaml(ctx, { category, code: category, version: null });
    expect(again.text).toBe(text);
    await expect(
      importDraft(ctx, { category, revision: back.revision, code: category, text: "- x" }),
    ).rejects.toThrow("processes.not_a_definition");
    const reader = await (await desk.tenant()).operator("operator");
    await expect(readDraft(reader, { category, language })).rejects.toThrow("access.forbidden");
  });
});
