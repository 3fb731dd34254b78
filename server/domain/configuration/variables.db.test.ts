import { beforeEach, describe, expect, it } from "vitest";
import { getCase } from "../cases";
import { recordPayment } from "../claims";
import type { Context } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { listMergeFields, previewTemplate, uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import { prefetchVariables, readPanels } from ".";
import { openConfigScene } from "./testing/config-scene";
import { isSigned, verdictOf } from "./testing/loan-twin";

const desk = await openDesk();
const scene = await openConfigScene(desk);
const { ctx, twin } = scene;

const file = (more = "") => `version: 1
templateCustomVariables:
  scoring:
    names: { cs: Skóring, en: Scoring }
    url: ${twin.url("/score")}
    timeoutSeconds: 1
    cacheMinutes: 10
    panels: [case, party]
    fields:
      score: { type: number, names: { cs: Body } ${more} }
      limit: { type: money, names: { cs: Limit } }
      reviewedOn: { type: day, names: { cs: Posouzeno } }
`;

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const at = (minutes: number): typeof ctx => {
  return { ...ctx, now: new Date(desk.now.getTime() + minutes * 60_000) };
};
const panel = async (who: Context, id: number, isFresh = false) =>
  (await readPanels(who, { place: "case", id, ask: isFresh ? "fresh" : "due" }))[0];

beforeEach(async () => {
  twin.answer = null;
  twin.heard.length = 0;
  await scene.write(file());
});

describe("a value of the customer's program", () => {
  it("is asked for by a call that is good for no other case", async () => {
    const { caseId } = await makeDebtor(ctx);
    await prefetchVariables(ctx, { caseIds: [caseId] });
    const [heard] = twin.heard;
    if (!heard) throw new Error("nothing was heard");
    expect(verdictOf(heard, scene.secret)).toMatchObject({ isGenuine: true });
    expect(verdictOf(heard, scene.secret, desk.now.getTime() + 310_000)).toMatchObject({
      reason: "too_old",
    });
    const target = heard.target.replace(/RefNo=.*/, "RefNo=1%2F1999");
    expect(target).not.toBe(heard.target);
    expect(verdictOf({ ...heard, target }, scene.secret)).toMatchObject({
      reason: "wrong_signature",
    });
    expect(isSigned(heard, scene.secret)).toBe(false);
  });

  it("stands in a letter, asked for by ref-no, once in a while", async () => {
    const { caseId } = await makeDebtor(ctx);
    const { refNo } = await getCase(ctx, { caseId });
    const text =
      "Body {Vlastní.Skóring.Body}, limit {Vlastní.Skóring.Limit}, {custom.scoring.reviewedOn}.";
    const made = await uploadTemplate(ctx, { fileName: "skoring.txt" }, bytesOf(text));
    expect(made.problems).toEqual([]);
    const { templateId } = made;
    const letter = await previewTemplate(ctx, { templateId, caseId });
    expect(letter.text.replace(/\s/g, " ")).toBe("Body 612, limit 15 000,00 Kč, 20. 11. 2026.");
    expect(twin.heard[0]?.query.get("RefNo")).toBe(refNo);
    expect(twin.heard[0]?.method).toBe("GET");
    await previewTemplate(ctx, { templateId, caseId });
    expect(twin.heard).toHaveLength(1);
    await previewTemplate(at(11), { templateId, caseId });
    expect(twin.heard).toHaveLength(2);
    const fields = await listMergeFields(at(11), { caseId });
    expect(fields.find(({ path }) => path === "custom.scoring.score")).toMatchObject({
      ...{ value: "612", name: "Body" },
    });
  });

  it("that is unavailable holds a letter up, unless the file names what stands there instead", async () => {
    const { caseId } = await makeDebtor(ctx);
    const text = bytesOf("Body {Vlastní.Skóring.Body}.");
    const { templateId } = await uploadTemplate(ctx, { fileName: "b.txt" }, text);
    twin.answer = () => ({ status: 500 });
    const letter = await previewTemplate(ctx, { templateId, caseId });
    expect(letter.unresolved).toHaveLength(1);
    await scene.write(file(", fallback: 0"));
    expect(await previewTemplate(at(2), { templateId, caseId })).toMatchObject({
      ...{ text: "Body 0.", unresolved: [] },
    });
  });

  it("of a name that the file no longer has makes no letter with a hole", async () => {
    const { caseId } = await makeDebtor(ctx);
    const text = bytesOf("Body {Vlastní.Skóring.Body}.");
    const { templateId } = await uploadTemplate(ctx, { fileName: "c.txt" }, text);
    await scene.write("version: 1\n");
    const { loadTemplate } = await import("../templates");
    const { reading } = await import("../context");
    const loaded = await reading(ctx, (tx) => loadTemplate(tx, { templateId }));
    expect(loaded.hasErrors).toBe(true);
    expect(caseId).toBeGreaterThan(0);
  });
});

describe("a panel", () => {
  it("shows what was said, how old it is, and asks anew when told to", async () => {
    const { caseId, partyId } = await makeDebtor(ctx);
    expect(await panel(ctx, caseId)).toMatchObject({
      ...{ name: "Skóring", fetchedAt: expect.any(Date), trouble: null },
      fields: [
        { key: "score", name: "Body", value: 612 },
        { key: "limit", value: { minor: 1_500_000, currency: "CZK" } },
        { key: "reviewedOn", value: "2026-11-20" },
      ],
    });
    twin.answer = () => ({ body: { score: 1 } });
    expect((await panel(at(1), caseId))?.fields?.[0]?.value).toBe(612);
    expect((await panel(at(1), caseId, true))?.fields?.[0]?.value).toBe(1);
    const [ofParty] = await readPanels(at(1), { place: "party", id: partyId });
    expect(ofParty).toMatchObject({
      caseId,
      fields: [{ value: 1 }, { value: null }, { value: null }],
    });
  });

  it("is asked for again once money was booked on its case, and then kept as before", async () => {
    const { caseId } = await makeDebtor(ctx);
    const score = async (minutes: number) => (await panel(at(minutes), caseId))?.fields?.[0]?.value;
    expect(await score(1)).toBe(612);
    twin.answer = () => ({ body: { score: 700 } });
    expect(await score(2)).toBe(612);
    await recordPayment(at(3), {
      ...{ caseId, amountMinor: 100, currency: "CZK", valueOn: "2026-11-20" },
      idempotencyKey: "variables-paid",
    });
    twin.heard.length = 0;
    expect(await score(4)).toBe(700);
    expect(await score(5)).toBe(700);
    expect(twin.heard).toHaveLength(1);
  });

  it("is asked for again where money was booked while the program was answering", async () => {
    const { caseId } = await makeDebtor(ctx);
    twin.answer = async ({ headers }) => {
      const askedAt = Number(String(headers["webhook-id"]).split("_").at(-1));
      await recordPayment(
        { ...ctx, now: new Date(askedAt + 1) },
        {
          ...{ caseId, amountMinor: 100, currency: "CZK", valueOn: "2026-11-20" },
          idempotencyKey: "variables-between",
        },
      );
      return null;
    };
    await panel(at(1), caseId);
    twin.answer = () => ({ body: { score: 700 } });
    expect((await panel(at(2), caseId))?.fields?.[0]?.value).toBe(700);
  });

  it.each([
    ["an error", { status: 503 }, "http_503"],
    ["a page", { body: "<html>" }, "odd_answer"],
    ["a list", { body: [] }, "odd_answer"],
    ["another type", { body: { score: "612" } }, "odd_answer"],
    ["a day that is none", { body: { reviewedOn: "2026-02-30" } }, "odd_answer"],
    ["a redirect", { status: 302, headers: { location: "/x" } }, "http_302"],
    ["a megabyte", { body: "x".repeat(1_000_000) }, "web_too_large"],
  ])(
    "says that the value is unavailable where the program answers %s",
    async (_name, answer, trouble) => {
      const { caseId } = await makeDebtor(ctx);
      twin.answer = () => answer;
      expect(await panel(ctx, caseId)).toMatchObject({ fields: null, fetchedAt: null, trouble });
      await panel(ctx, caseId);
      expect(twin.heard).toHaveLength(1);
    },
  );

  it("keeps what was known before the program fell ill, with its age", async () => {
    const { caseId } = await makeDebtor(ctx);
    await panel(ctx, caseId);
    twin.answer = () => "silence";
    expect(await panel(at(20), caseId)).toMatchObject({
      ...{ fetchedAt: expect.any(Date), trouble: "web_timeout", fields: [{ value: 612 }, {}, {}] },
    });
  });

  it("is of nobody's case but one's own", async () => {
    const { caseId } = await makeDebtor(ctx);
    const stranger = await (await desk.tenant()).operator("administrator");
    await expect(panel(stranger, caseId)).rejects.toMatchObject({ code: "cases.not_found" });
  });
});

it("a program that is silent is left alone for the rest of a batch", async () => {
  const caseIds: number[] = [];
  for (let index = 0; index < 30; index += 1) caseIds.push((await makeDebtor(ctx)).caseId);
  twin.answer = () => ({ status: 500 });
  await prefetchVariables(ctx, { caseIds });
  expect(twin.heard.length).toBeLessThan(20);
  twin.heard.length = 0;
  twin.answer = null;
  await prefetchVariables(at(2), { caseIds });
  expect(twin.heard).toHaveLength(30);
});
