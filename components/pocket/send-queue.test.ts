import { describe, expect, it } from "vitest";
import { type Sent, sendQueue } from "./send-queue";
import type { Queued } from "./store";

const reply = (more: Partial<Queued> = {}): Queued => ({
  ...{ key: "k1", operatorKey: "1:2", caseId: 7, refNo: "7/2026", text: "Dobrý den" },
  ...{ writtenAt: new Date("2026-11-22T10:00:00Z"), lastPostId: 5, attempts: 0, held: null },
  ...more,
});

function scene(replies: Queued[], answer: (sent: Queued) => Sent) {
  const kept = new Map(replies.map((each) => [each.key, each]));
  const sent: string[] = [];
  const lines: { id: number; author: "client" | "operator"; text: string }[] = [];
  const parts = {
    store: {
      queue: async () => [...kept.values()],
      put: async (each: Queued) => void kept.set(each.key, each),
      drop: async (key: string) => void kept.delete(key),
    },
    send: async (each: Queued) => {
      sent.push(each.key);
      const came = answer(each);
      if (came === "sent") {
        lines.push({ id: 10 + sent.length, author: "operator", text: each.text });
      }
      return came;
    },
    lines: async (_caseId: number) => lines,
  };
  return { parts, kept, sent, lines };
}

describe("replies that wait", () => {
  it("leave in their order, and stay until they have", async () => {
    const replies = [reply(), reply({ key: "k2", caseId: 8 }), reply({ key: "k3", caseId: 9 })];
    const at = scene(replies, ({ key }) => (key === "k2" ? "offline" : "sent"));
    expect(await sendQueue(at.parts, "1:2")).toEqual([7]);
    expect(at.sent).toEqual(["k1", "k2"]);
    expect([...at.kept.keys()]).toEqual(["k2", "k3"]);
    // Each of them waited from now on, so each is looked at before it leaves.
    expect([at.kept.get("k2")?.attempts, at.kept.get("k3")?.attempts]).toEqual([1, 1]);
  });

  it("behind one that reached nobody are held too when a colleague answers", async () => {
    let isOffline = true;
    const replies = [reply(), reply({ key: "k2", caseId: 8, text: "Druhá" })];
    const at = scene(replies, () => (isOffline ? "offline" : "sent"));
    expect(await sendQueue(at.parts, "1:2")).toEqual([]);
    isOffline = false;
    at.parts.lines = async (caseId) =>
      caseId === 8 ? [{ id: 6, author: "operator", text: "Už jsem odpověděl." }] : [];
    expect(await sendQueue(at.parts, "1:2")).toEqual([7]);
    expect(at.kept.get("k2")?.held).toEqual({ kind: "overtaken" });
  });

  it("to one request are no colleague's to each other, in one run or in two", async () => {
    const replies = ["k1", "k2", "k3"].map((key) => reply({ key, text: key, attempts: 1 }));
    let isOffline = true;
    const at = scene(replies, ({ key }) => (key === "k2" && isOffline ? "offline" : "sent"));
    expect(await sendQueue(at.parts, "1:2")).toEqual([7]);
    isOffline = false;
    expect(await sendQueue(at.parts, "1:2")).toEqual([7, 7]);
    expect(at.kept.size).toBe(0);
  });

  it("that are refused keep their text and hold up no other", async () => {
    const at = scene([reply(), reply({ key: "k2" })], ({ key }) =>
      key === "k1" ? { refused: "Požadavek je uzavřený." } : "sent",
    );
    expect(await sendQueue(at.parts, "1:2")).toEqual([7]);
    expect(at.kept.get("k1")).toMatchObject({
      text: "Dobrý den",
      held: { kind: "refused", reason: "Požadavek je uzavřený." },
    });
    await sendQueue(at.parts, "1:2");
    expect(at.sent).toEqual(["k1", "k2"]);
  });

  it("are held when a colleague answered meanwhile, and not for one's own that did arrive", async () => {
    const at = scene([reply({ attempts: 1 })], () => "sent");
    at.lines.push({ id: 6, author: "operator", text: "Už jsem odpověděl." });
    await sendQueue(at.parts, "1:2");
    expect(at.kept.get("k1")?.held).toEqual({ kind: "overtaken" });
    expect(at.sent).toEqual([]);
    const arrived = scene([reply({ attempts: 1 })], () => "sent");
    arrived.lines.push({ id: 6, author: "operator", text: "Dobrý den" });
    expect(await sendQueue(arrived.parts, "1:2")).toEqual([7]);
  });

  it("of somebody else stay where they are", async () => {
    const at = scene([reply({ operatorKey: "1:3" })], () => "sent");
    expect(await sendQueue(at.parts, "1:2")).toEqual([]);
    expect(at.sent).toEqual([]);
  });
});
