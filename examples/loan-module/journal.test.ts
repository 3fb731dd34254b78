import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "./journal";
import { type Application, openStore } from "./store";

const folder = mkdtempSync(join(tmpdir(), "journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
let path = "";
beforeEach(() => {
  path = join(folder, String(++serial), "journal.jsonl");
});

function open() {
  const entries: number[] = [];
  const journal = openJournal<{ n: number }>(path, ({ n }) => void entries.push(n));
  return { ...journal, entries };
}

describe("a journal", () => {
  it("reads what was written, and only its owner may", () => {
    const one = open();
    for (const n of [1, 2, 3]) one.append({ n });
    one.close();
    const other = open();
    expect(other.entries).toEqual([1, 2, 3]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    other.close();
  });

  it("cuts off a line that a fall tore at any byte, and goes on writing", () => {
    const one = open();
    for (const n of [1, 2]) one.append({ n });
    one.close();
    const whole = readFileSync(path);
    const line = Buffer.from(`${JSON.stringify({ n: 33 })}\n`);
    for (let torn = 1; torn < line.length; torn += 1) {
      writeFileSync(path, whole);
      appendFileSync(path, line.subarray(0, torn));
      const after = open();
      expect(after.entries).toEqual([1, 2]);
      after.append({ n: 4 });
      after.close();
      const last = open();
      expect(last.entries).toEqual([1, 2, 4]);
      last.close();
    }
  });

  it("does not start on a line that is damaged before the last", () => {
    open().close();
    writeFileSync(path, '{"n":1}\n{"n":\n{"n":3}\n');
    expect(() => open()).toThrow(/journal\.jsonl:2 is damaged/);
  });

  it("is written anew whole or not at all: a draft that a fall left behind is nothing", () => {
    const one = open();
    for (const n of [1, 2, 3]) one.append({ n });
    one.close();
    writeFileSync(`${path}.new`, '{"n":9}\n{"n"');
    const other = open();
    expect(other.entries).toEqual([1, 2, 3]);
    other.rewrite([{ n: 7 }]);
    other.append({ n: 8 });
    expect(other.count()).toBe(2);
    other.close();
    const last = open();
    expect(last.entries).toEqual([7, 8]);
    last.close();
  });
});

describe("a store", () => {
  const application: Application = {
    ...{ id: "a", form: {} as Application["form"], receivedAt: "2026-11-29T10:00:00Z" },
    ...{ partyId: 1, caseId: 2, refNo: "3", documentId: null, state: null, trouble: null },
    news: null,
  };
  const heard = (id: string, outcome: string | null, isReplay = false) => ({
    ...{ kind: "heard" as const },
    heard: {
      ...{ id, type: "payment.received", caseId: 2, refNo: "3", outcome, isReplay },
      lastAt: "2026-11-29T10:00:00Z",
    },
  });

  it("knows after a fall, and after being written anew, what it knew before", () => {
    const place = join(folder, `store-${++serial}`);
    const one = openStore(place, { entriesMax: 12 });
    one.change({ kind: "applied", application });
    one.change({ kind: "refused", name: "a:party" });
    one.change({
      kind: "answered",
      id: "action_1",
      answer: { status: 200, body: { message: "x" } },
    });
    for (let turn = 0; turn < 40; turn += 1) one.change(heard(`msg_${turn % 3}`, null, turn > 20));
    one.change({ kind: "progress", id: "a", set: { state: "complete" } });
    // No close: the process fell.
    const other = openStore(place);
    expect([...other.heard.values()]).toEqual([...one.heard.values()]);
    expect(other.heard.get("msg_0")).toMatchObject({ times: 14, replays: 7, outcome: null });
    expect(other.applications.get("a")).toMatchObject({ state: "complete", caseId: 2 });
    expect([...other.answers.keys()]).toEqual(["action_1"]);
    expect(other.refusals.get("a:party")).toBe(1);
    expect(readFileSync(join(place, "journal.jsonl"), "utf8").split("\n").length).toBeLessThan(15);
    other.close();
  });

  it("has what was taken back no more in its file after the next start", () => {
    const place = join(folder, `store-${++serial}`);
    const one = openStore(place);
    const form = { birthNumber: "8556159227" } as Application["form"];
    one.change({ kind: "applied", application: { ...application, form } });
    one.change({ kind: "progress", id: "a", set: { form: { ...form, birthNumber: null } } });
    one.close();
    const read = () => readFileSync(join(place, "journal.jsonl"), "utf8");
    expect(read()).toContain("8556159227");
    openStore(place).close();
    expect(read()).not.toContain("8556159227");
  });

  it("keeps what was done about a trigger, whatever comes of a later arrival", () => {
    const store = openStore(join(folder, `store-${++serial}`));
    store.change(heard("m", null));
    store.change(heard("m", "Přijato"));
    store.change(heard("m", null, true));
    expect(store.heard.get("m")).toMatchObject({ times: 3, replays: 1, outcome: "Přijato" });
    store.close();
  });
});
