import { beforeEach, describe, expect, it } from "vitest";
import { clearDrafts, draftSent, hasDraft, keepDraft, keptOf } from "./drafts";

const files = [{ fileId: 3, name: "doklad.pdf" }];

describe("half-written answers", () => {
  beforeEach(clearDrafts);

  it("stay with their request until they are sent", () => {
    keepDraft(7, { text: "Dobrý den", files });
    keepDraft(8, { text: "Jiný" });
    expect(keptOf(7).draft).toEqual({ mode: "answer", text: "Dobrý den", files });
    expect([hasDraft(7), hasDraft(8), hasDraft(9)]).toEqual([true, true, false]);
    expect(draftSent(7)).toEqual({ mode: "answer", text: "", files: [] });
    expect([hasDraft(7), hasDraft(8)]).toEqual([false, true]);
  });

  it("keep their files when a note is sent, and the key of what may have arrived", () => {
    keepDraft(7, { mode: "note", text: "Zavolat", files });
    const key = keptOf(7).sendKey.of({ text: "Dobrý den" });
    expect(draftSent(7)).toEqual({ mode: "note", text: "", files });
    expect(keptOf(7).sendKey.of({ text: "Dobrý den" })).toBe(key);
  });

  it("are gone after sign-out", () => {
    keepDraft(7, { text: "Dobrý den" });
    clearDrafts();
    expect(hasDraft(7)).toBe(false);
    expect(keptOf(7).draft.text).toBe("");
  });
});
