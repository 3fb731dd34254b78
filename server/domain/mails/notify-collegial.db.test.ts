import { describe, expect, it } from "vitest";
import type { Mails } from "@/emails/mails";
import { moveCase, openCase } from "../cases";
import { appointDeputy, assignActions, decideAction, withdrawAction } from "../collegial";
import { documentScene, no, upload, yes } from "../collegial/testing/document-scene";
import { atInstant, type Context, inTransaction, type OperatorContext, reading } from "../context";
import { openDesk, type TestTenant } from "../testing";
import { notifyCollegial, saveMailPreferences } from ".";
import { sendMail } from "./send-mail";

const desk = await openDesk();
const TODAY = "2026-11-22";

interface Row {
  id: number;
  to: string;
  language: string;
  data: Mails["collegial_actions"];
}

const mailsOf = (ctx: Context) =>
  reading(ctx, ({ sql }) =>
    sql<Row[]>`
      select m.id, o.name as to, m.language, m.data from mails m
        join operators o on o.id = m.operator_id where m.kind = 'collegial_actions'
       order by m.id`.then((rows) => [...rows]),
  );

/** Who was told of what, in the order of the mails. */
const toldIn = async (ctx: Context) =>
  (await mailsOf(ctx)).map(({ to, data }) => [to, data.items.map(({ stage }) => stage).join()]);

const setPresent = (ctx: OperatorContext, isPresent: boolean) =>
  inTransaction(ctx, async (_, { sql }) => {
    await sql`update operators set is_present = ${isPresent} where id = ${ctx.actor.operatorId}`;
  });

const onDay = (tenant: TestTenant, day: string) =>
  atInstant(tenant.system(), new Date(`${day}T08:00:00Z`));

async function voting(dueOn?: string) {
  const made = await documentScene(await desk.tenant(), "regulation");
  const { author, first, second, caseId, move } = made;
  const third = await made.tenant.operator("operator", { name: "Třetí" });
  const assignees = [first, second].map(({ actor }) => ({ operatorId: actor.operatorId }));
  const { actionIds } = await assignActions(author, { caseId, kind: "vote", assignees, dueOn });
  const tell = (day = TODAY) => notifyCollegial(onDay(made.tenant, day));
  return { ...made, third, actionIds, tell, begin: () => move("voting") };
}

describe("a mail of what colleagues ask", () => {
  it("goes to each when it becomes theirs, near the day and after it, once each", async () => {
    const { author, caseId, begin, tell } = await voting("2026-11-30");
    expect(await tell()).toEqual({ count: 0 });
    await begin();
    expect(await tell()).toEqual({ count: 2 });
    expect(await tell("2026-11-28")).toEqual({ count: 0 });
    expect(await tell("2026-11-29")).toEqual({ count: 2 });
    expect(await tell("2026-11-30")).toEqual({ count: 0 });
    expect(await tell("2026-12-01")).toEqual({ count: 2 });
    expect(await tell("2026-12-05")).toEqual({ count: 0 });
    expect(await toldIn(author)).toEqual(
      ["asked", "soon", "late"].flatMap((stage) => [
        ["První", stage],
        ["Druhý", stage],
      ]),
    );
    const [mail] = await mailsOf(author);
    expect(mail).toMatchObject({
      language: "cs",
      data: {
        name: "První",
        items: [
          { caseId, kind: "vote", title: "Smlouva o dílo", assignedName: "Autor", forName: null },
        ],
      },
    });
  });

  it("is one for all that is asked of a person, and two jobs at once send it once", async () => {
    const { author, first, caseId, begin, tell } = await voting();
    await begin();
    const fields = { subject: "Dodatek", documentType: "regulation" };
    const { caseId: otherId } = await openCase(author, { category: "document", fields });
    const assignees = [{ operatorId: first.actor.operatorId }];
    await assignActions(author, { caseId: otherId, kind: "vote", assignees });
    await moveCase(author, { caseId: otherId, to: "voting" });
    const counts = await Promise.all([tell(), tell(), tell()]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const [mail] = await mailsOf(author);
    expect(mail?.data.items.map((item) => item.caseId)).toEqual([caseId, otherId]);
  });

  it("goes to the deputy of who is away, and to them when they are back", async () => {
    const { author, first, third, begin, tell } = await voting();
    await appointDeputy(first, { startsOn: TODAY, deputyId: third.actor.operatorId });
    await setPresent(first, false);
    await begin();
    await tell();
    expect(await toldIn(author)).toEqual([
      ["Druhý", "asked"],
      ["Třetí", "asked"],
    ]);
    expect((await mailsOf(author))[1]?.data.items[0]?.forName).toBe("První");
    // Back again, they are told too: it is theirs.
    await setPresent(first, true);
    await tell();
    expect((await toldIn(author)).at(-1)).toEqual(["První", "asked"]);
  });

  it("goes in turn to whoever comes next, when the one before has acted", async () => {
    const { author, first, second, caseId, move, tenant } = await documentScene(
      await desk.tenant(),
      "regulation",
    );
    const assignees = [second, first].map(({ actor }) => ({ operatorId: actor.operatorId }));
    const asked = { caseId, kind: "vote", sequence: "inTurn", assignees } as const;
    const { actionIds } = await assignActions(author, asked);
    await move("voting");
    await notifyCollegial(tenant.system());
    expect(await toldIn(author)).toEqual([["Druhý", "asked"]]);
    await yes(second, actionIds[0]);
    await notifyCollegial(tenant.system());
    expect(await toldIn(author)).toEqual([
      ["Druhý", "asked"],
      ["První", "asked"],
    ]);
  });

  it("is not written to who wants none, nor of what was decided or taken back", async () => {
    const { author, first, begin, tell, actionIds } = await voting();
    const wanted = { wantsDigest: true, wantsBroken: true };
    await saveMailPreferences(first, { ...wanted, wantsCollegial: false });
    await begin();
    const [, two = 0] = actionIds;
    await withdrawAction(author, { actionId: two, reason: "omyl" });
    expect(await tell()).toEqual({ count: 0 });
    await saveMailPreferences(first, { ...wanted, wantsCollegial: true });
    expect(await tell()).toEqual({ count: 1 });
    expect(await toldIn(author)).toEqual([["První", "asked"]]);
  });

  it("that waited does not leave when all of it was decided meanwhile, and says what is left", async () => {
    const { tenant, author, second, begin, tell, actionIds } = await voting();
    await begin();
    await tell();
    const [toFirst, toSecond] = await mailsOf(author);
    await decideAction(second, { actionId: actionIds[1] ?? 0, outcome: "positive" });
    const sent: { to: string; subject: string; text: string }[] = [];
    const sender = {
      send: async (mail: { to: string; subject: string; text: string }) => {
        sent.push(mail);
      },
    };
    const office = { sender, from: "Saldo <saldo@agency.example>", baseUrl: "https://crm.example" };
    for (const mail of [toFirst, toSecond]) {
      await sendMail(tenant.system(), { mailId: mail?.id ?? 0 }, office as never);
    }
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ subject: expect.stringContaining("Hlasovat: ") });
    expect(sent[0]?.text).toContain("https://crm.example/cases/");
    const states = await reading(author, ({ sql }) => sql`select state from mails order by id`);
    expect(states.map(({ state }) => state)).toEqual(["sent", "dropped"]);
    expect(await tell()).toEqual({ count: 0 });
  });

  it("that waited does not leave to who works here no more, nor of a case they see no longer", async () => {
    const { tenant, author, caseId, begin, tell } = await voting();
    await begin();
    await tell();
    const [toFirst, toSecond] = await mailsOf(author);
    await inTransaction(author, async (_, { sql }) => {
      await sql`update operators set is_active = false where name = 'První'`;
      await sql`update operators set sees_all_groups = false where name = 'Druhý'`;
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('ZED', 'Zeď') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
    });
    const send = () => Promise.reject(new Error("nothing may leave"));
    const office = { sender: { send }, from: "x@agency.example", baseUrl: "https://crm.example" };
    for (const mail of [toFirst, toSecond]) {
      await sendMail(tenant.system(), { mailId: mail?.id ?? 0 }, office as never);
    }
    const states = await reading(author, ({ sql }) => sql`select state from mails order by id`);
    expect(states.map(({ state }) => state)).toEqual(["dropped", "dropped"]);
  });

  it("is written anew when the case came back and everybody is asked again", async () => {
    const { author, first, second, begin, tell, move, actionIds, caseId } = await voting();
    await begin();
    await tell();
    const [one = 0] = actionIds;
    await no(first, one);
    await move("preparation");
    await upload(author, caseId, { text: "Nové znění" });
    expect(await tell()).toEqual({ count: 0 });
    await begin();
    expect(await tell()).toEqual({ count: 2 });
    expect(await toldIn(second)).toHaveLength(4);
  });
});
