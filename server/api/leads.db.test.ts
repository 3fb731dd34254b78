import { describe, expect, it } from "vitest";
import { reading } from "@/server/domain/context";
import {
  decideSubmission,
  listLeadForms,
  listQuarantine,
  type SaveLeadFormInput,
  saveLeadForm,
} from "@/server/domain/leads";
import { openDesk } from "@/server/domain/testing";
import { workOn } from "@/server/kernel/proof-work";
import { answerLeadForm } from "./leads";

const desk = await openDesk();
const ORIGIN = "https://www.web.example";
const LABELS = [
  { label: "name", field: "contactName" },
  { label: "email", field: "siteEmail" },
  { label: "message", field: "description" },
];
let network = 0;

async function scene(more: Partial<SaveLeadFormInput> = {}) {
  const tenant = await desk.tenant();
  const admin = await tenant.operator();
  const first = await tenant.operator("salesManager");
  await saveLeadForm(admin, {
    ...{ version: 0, name: "Web", origins: [ORIGIN], labels: LABELS },
    ...{ operatorId: first.actor.operatorId, ...more },
  });
  const [form] = await listLeadForms({ ...admin, outside: OUTSIDE });
  const key = /api\/leads\/([\w-]+)/.exec(form?.snippet ?? "")?.[1] ?? "";
  const ip = `10.9.${++network}.1`;
  const door = () => ({ db: desk.db, keys: desk.keys, log: admin.log, now: desk.now });
  const call = (init: RequestInit, headers: Record<string, string> = {}) =>
    answerLeadForm(
      new Request(`https://saldo.example/api/leads/${key}`, {
        ...init,
        headers: { origin: ORIGIN, "x-forwarded-for": ip, ...headers },
      }),
      { key },
      door,
    );
  const post = (inputs: Record<string, string>, headers: Record<string, string> = {}) =>
    call(
      { method: "POST", body: JSON.stringify(inputs) },
      { "content-type": "application/json", ...headers },
    );
  const proof = async () => {
    const { challenge } = (await (await call({ method: "GET" })).json()) as { challenge: string };
    return workOn(challenge);
  };
  const deals = () =>
    reading(admin, async ({ sql }) => [
      ...(await sql<{ owner: number; fields: Record<string, string> }[]>`
        select owner_id as owner, fields from cases where category = 'deal' order by id`),
    ]);
  return { admin, first, form, key, call, post, proof, deals };
}
const OUTSIDE = { fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" };
const ASKED = { name: "Eva Malá", email: "eva@mala.example", message: "Chci nabídku." };

describe("a form of a web site", () => {
  it("opens a deal once, with where its visitor came from and by which campaign", async () => {
    const it = await scene();
    const inputs = {
      ...{ ...ASKED, saldo_proof: await it.proof(), saldo_key: "one-and-only" },
      ...{ saldo_referrer: "https://search.example/", saldo_ga: "GA1.1.5", saldo_ym: "17" },
      ...{ utm_source: "mail", utm_campaign: "jaro", rozpocet: "do 50 tisíc" },
    };
    const sent = await it.post(inputs);
    expect(sent.status).toBe(202);
    expect(sent.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect((await it.post(inputs)).status).toBe(202);
    const deals = await it.deals();
    expect(deals).toHaveLength(1);
    expect(deals[0]).toMatchObject({ owner: it.first.actor.operatorId });
    expect(deals[0]?.fields).toMatchObject({
      ...{ contactName: "Eva Malá", siteEmail: "eva@mala.example", requestSource: "website" },
      ...{ cameFrom: "https://search.example/", gaId: "GA1.1.5", ymId: "17", utmSource: "mail" },
      ...{ utmCampaign: "jaro", description: "Chci nabídku." },
    });
    expect(deals[0]?.fields.letter).toContain("rozpocet: do 50 tisíc");
  });

  it("sends from its own sites alone, and nobody else learns that it is there", async () => {
    const it = await scene();
    const foreign = { origin: "https://zly.example" };
    for (const headers of [foreign, { origin: "null" }]) {
      const refused = await it.post(ASKED, headers);
      expect([refused.status, await refused.text()]).toEqual([404, "not found"]);
      expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    }
    const asked = await it.call({ method: "OPTIONS" });
    expect([asked.status, asked.headers.get("access-control-allow-methods")]).toEqual([
      ...[204, "GET, POST"],
    ]);
    expect(await it.deals()).toEqual([]);
  });

  it("puts what looks like no person's into quarantine, for a person to release or forget", async () => {
    const it = await scene();
    await it.post({ ...ASKED, homepage: "http://spam.example", saldo_proof: await it.proof() });
    await it.post({ ...ASKED, message: "bez práce" });
    const used = await it.proof();
    await it.post({ name: "nikdo", saldo_proof: used });
    await it.post({ ...ASKED, message: "podruhé touž", saldo_proof: used });
    expect(await it.deals()).toEqual([]);
    const { items } = await listQuarantine(it.admin);
    expect(items.map(({ reasons }) => reasons)).toEqual([
      ...[["wrong_proof"], ["no_contact"], ["no_proof"], ["trap"]],
    ]);
    const [again, , without] = items;
    const { caseId } = await decideSubmission(it.admin, {
      ...{ submissionId: without?.id ?? 0, isReleased: true },
    });
    expect(caseId).not.toBeNull();
    await decideSubmission(it.admin, { submissionId: again?.id ?? 0, isReleased: false });
    expect((await it.deals())[0]?.fields).toMatchObject({ description: "bez práce" });
    expect((await listQuarantine(it.admin)).items).toHaveLength(2);
    await expect(
      decideSubmission(it.admin, { submissionId: again?.id ?? 0, isReleased: true }),
    ).rejects.toMatchObject({ code: "leads.decided" });
  });

  it("is held back where one network sends too much, and bounded in size and kind", async () => {
    const it = await scene({ hourlyMax: 2, asksProof: false });
    const statuses = [];
    for (const message of ["1", "2", "3"]) {
      statuses.push((await it.post({ ...ASKED, message })).status);
    }
    expect(statuses).toEqual([202, 202, 429]);
    const huge = { "content-length": String(10 * 1024 * 1024) };
    expect((await it.post(ASKED, huge)).status).toBe(413);
    expect((await it.call({ method: "POST", body: "x" })).status).toBe(415);
    expect((await it.post([] as never)).status).toBe(400);
  });

  it("sends without scripts too, and leads back to its page", async () => {
    const it = await scene({ asksProof: false });
    const sent = await it.call(
      { method: "POST", body: new URLSearchParams(ASKED) },
      { accept: "text/html", referer: `${ORIGIN}/kontakt?x=1` },
    );
    expect([sent.status, sent.headers.get("location")]).toEqual([
      ...[303, `${ORIGIN}/kontakt?x=1#sent`],
    ]);
    expect(await it.deals()).toHaveLength(1);
  });
});
