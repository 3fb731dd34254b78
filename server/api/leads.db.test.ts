import { describe, expect, it } from "vitest";
import { inTransaction, reading } from "@/server/domain/context";
import {
  decideSubmission,
  forgetSubmissions,
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
  return { tenant, admin, first, form, key, call, post, proof, deals };
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

  it("fills what it was set up to fill, whatever a stranger calls an input", async () => {
    const it = await scene({ asksProof: false });
    const outcome = { discountResult: "approved", refusalReason: "price" };
    await it.post({ ...ASKED, ...outcome, utmSource: "x", company: "Cizí a.s." });
    const [deal] = await it.deals();
    expect(deal?.fields).toMatchObject({ contactName: "Eva Malá", siteEmail: "eva@mala.example" });
    for (const key of [...Object.keys(outcome), "utmSource", "company"]) {
      expect([key, deal?.fields[key] ?? null]).toEqual([key, null]);
    }
    expect(deal?.fields.letter).toContain("discountResult: approved");
    for (const field of Object.keys(outcome)) {
      await expect(
        saveLeadForm(it.admin, {
          ...{ version: 0, name: "Další", origins: [ORIGIN] },
          labels: [{ label: "x", field }],
        }),
      ).rejects.toMatchObject({ code: "leads.unknown_field" });
    }
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

  it("takes the same words anew on another day, and after they were refused by mistake", async () => {
    const it = await scene({ asksProof: false });
    const spam = { ...ASKED, homepage: "x" };
    await it.post(ASKED);
    await it.post(ASKED);
    await it.post(spam);
    const [first] = (await listQuarantine(it.admin)).items;
    await decideSubmission(it.admin, { submissionId: first?.id ?? 0, isReleased: false });
    await it.post(spam);
    expect((await listQuarantine(it.admin)).items).toHaveLength(1);
    expect(await it.deals()).toHaveLength(1);
    const { now } = desk;
    desk.now = new Date(now.getTime() + 86_400_000);
    await it.post(ASKED);
    desk.now = now;
    expect(await it.deals()).toHaveLength(2);
  });

  it("asks for more work, and of everybody, once it gets more than people send", async () => {
    const it = await scene({ asksProof: false, hourlyMax: 1 });
    const challenge = async () =>
      ((await (await it.call({ method: "GET" })).json()) as { challenge: string | null }).challenge;
    expect(await challenge()).toBeNull();
    for (let n = 0; n < 10; n += 1) {
      await it.post({ ...ASKED, message: `${n}` }, { "x-forwarded-for": `10.77.${n}.1` });
    }
    expect(await it.deals()).toHaveLength(10);
    expect((await challenge())?.split(".")[1]).toBe("18");
    await it.post({ ...ASKED, message: "navíc" });
    const [held] = (await listQuarantine(it.admin)).items;
    expect(held?.reasons).toEqual(["no_proof"]);
  });

  it("is the business of those alone who see deals", async () => {
    const it = await scene({ asksProof: false });
    await it.post({ ...ASKED, homepage: "x" });
    const stranger = await it.tenant.operator("personalManager");
    const refused = { code: "access.forbidden" };
    await expect(listQuarantine(stranger)).rejects.toMatchObject(refused);
    await expect(
      saveLeadForm(it.admin, {
        ...{ version: 0, name: "Jiný", origins: [ORIGIN], labels: [] },
        operatorId: stranger.actor.operatorId,
      }),
    ).rejects.toMatchObject({ code: "leads.target_sees_none" });
    await inTransaction(it.admin, (_, { sql }) => {
      return sql`update lead_forms set operator_id = ${stranger.actor.operatorId}`;
    });
    await it.post(ASKED);
    expect((await it.deals()).map(({ owner }) => owner)).toEqual([null]);
  });

  it("keeps what nobody decided for a season, and nothing of who asked to be erased", async () => {
    const it = await scene({ asksProof: false });
    const texts = async () =>
      (await listQuarantine(it.admin)).items.map(({ content }) => content.email);
    const other = { ...ASKED, email: "jiny@jinde.example" };
    await it.post({ ...ASKED, homepage: "x" });
    await it.post({ ...other, homepage: "x" });
    await inTransaction(it.admin, (_, { sql }) => {
      return sql`select erase_mails_of(array['eva@mala.example'])`;
    });
    expect(await texts()).toEqual([other.email]);
    const later = (days: number) => {
      return { ...it.tenant.system(), now: new Date(desk.now.getTime() + days * 86_400_000) };
    };
    expect(await forgetSubmissions(later(89))).toEqual({ count: 0 });
    expect(await forgetSubmissions(later(91))).toEqual({ count: 1 });
    expect(await texts()).toEqual([]);
    const kept = await reading(
      it.admin,
      ({ sql }) => sql`select 1 from lead_submissions where content <> '{}'`,
    );
    expect([...kept]).toEqual([]);
  });
});
