import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { inTransaction } from "../context";
import { channelsHealth, listUnfiled, readMailbox } from "../messages";
import { createParty } from "../parties";
import { headerOf, mailOf } from "../portal/testing/mail-scene";
import { saveMailRules } from "../requests";
import { openDesk } from "../testing";
import {
  answerLead,
  decideLead,
  leadFigures,
  mailsOfDeal,
  saveLeadDomain,
  saveLeadRule,
  tryLeadRules,
  waitingLeads,
} from ".";
import { DEALS_BOX, leadScene } from "./testing/lead-scene";

const desk = await openDesk();
let smtp: SmtpCatcher;
let imap: ImapTwin;
beforeAll(async () => {
  smtp = await catchSmtp();
});
beforeEach(async () => {
  imap = await imapTwin({ user: "u", password: "p" });
  return () => imap.close();
});
afterAll(() => smtp.close());

const scene = (more: Record<string, unknown> = {}) => leadScene(desk, { imap, smtp, more });
const letter = (headers: Record<string, string>, body?: string) =>
  mailOf({ To: DEALS_BOX, ...headers }, body);
const ANNA = "Anna Kupní <anna@kupci.example>";

describe("a mail to the mailbox of deals", () => {
  it("opens a deal with its content, author and address, known senders linked", async () => {
    const it = await scene();
    const known = {
      kind: "legal_entity",
      fullName: "Kupci s.r.o.",
      isKnownToDiffer: true,
    } as const;
    const { partyId } = await createParty(it.admin, {
      ...{ ...known, emails: [{ value: "anna@kupci.example" }] },
    });
    const { partyId: firmId } = await createParty(it.admin, { ...known, fullName: "Firma a.s." });
    await saveLeadDomain(it.admin, { domain: "@Firma.example", partyId: firmId });
    imap.put(letter({ From: ANNA, Subject: "Poptávka" }, "Chceme 20 licencí.\n\n-- \nAnna"));
    imap.put(letter({ From: "karel@firma.example", Subject: "Cena" }));
    imap.put(letter({ From: "nikdo@jinde.example", Subject: "Dotaz" }));
    await it.receive();
    await it.receive();
    const deals = await it.deals();
    expect(deals.map(({ state, fields }) => [state, fields.name])).toEqual([
      ...[
        ["not-processed", "Poptávka"],
        ["not-processed", "Cena"],
        ["not-processed", "Dotaz"],
      ],
    ]);
    expect(deals[0]?.fields).toMatchObject({
      ...{ contactName: "Anna Kupní", senderEmail: "anna@kupci.example", requestSource: "email" },
      ...{ description: "Chceme 20 licencí.", letter: "Chceme 20 licencí.\n\n-- \nAnna" },
    });
    expect(
      await it.rows("select case_id as id, party_id as party from case_parties order by case_id"),
    ).toEqual([
      { id: deals[0]?.id, party: partyId },
      { id: deals[1]?.id, party: firmId },
    ]);
    expect((await mailsOfDeal(it.admin, { caseId: deals[0]?.id ?? 0 })).mails[0]?.files).toEqual([
      expect.objectContaining({ name: "zprava.eml" }),
    ]);
    expect([...(imap.mails[0]?.flags ?? [])]).toEqual(["\\Seen"]);
  });

  it("that answers a deal stands on it: by its headers, and by the sealed subject alone", async () => {
    const it = await scene();
    imap.put(letter({ From: ANNA, Subject: "Poptávka" }));
    await it.receive();
    const [deal] = await it.deals();
    const caseId = deal?.id ?? 0;
    const answer = { caseId, text: "Nabídku pošleme.", idempotencyKey: "answer-1" };
    await answerLead(it.admin, answer);
    await answerLead(it.admin, answer);
    const [sent, ...more] = await it.send();
    expect(more).toEqual([]);
    const raw = String(sent?.raw);
    expect(headerOf(raw, "To")).toContain("anna@kupci.example");
    expect(headerOf(raw, "Reply-To")).toContain("obchod+");
    const subject = headerOf(raw, "Subject");
    imap.put(
      letter({ From: ANNA, Subject: "jinak", "In-Reply-To": headerOf(raw, "Message-ID") }, "Ano."),
    );
    imap.put(letter({ From: "kolega@kupci.example", Subject: `RE: ${subject}` }, "Přidávám se."));
    await it.receive();
    expect(await it.deals()).toHaveLength(1);
    expect((await it.standings()).map(({ standing }) => standing)).toEqual([
      ...["opened", "answer", "threaded", "threaded"],
    ]);
    const { mails } = await mailsOfDeal(it.admin, { caseId });
    expect(mails.map(({ text }) => text).slice(2)).toEqual(["Ano.", "Přidávám se."]);
    expect(
      await it.rows(`select 1 from case_events where case_id = ${caseId} and kind = 'reply'`),
    ).toHaveLength(3);
  });

  it("with a forged reference lands on no deal before a person says so", async () => {
    const it = await scene();
    imap.put(letter({ From: ANNA, Subject: "Poptávka" }));
    await it.receive();
    const [deal] = await it.deals();
    const refNo = deal?.refNo ?? "";
    imap.put(letter({ From: "x@zly.example", Subject: `Re: Poptávka [${refNo}-aaaaaaaaaa]` }));
    imap.put(letter({ From: "y@zly.example", Subject: `K číslu ${refNo}` }));
    await it.receive();
    expect(await it.deals()).toHaveLength(1);
    expect((await mailsOfDeal(it.admin, { caseId: deal?.id ?? 0 })).mails).toHaveLength(1);
    const waiting = await waitingLeads(it.admin);
    expect(waiting.map(({ reason, namedRefNo }) => [reason, namedRefNo])).toEqual([
      ["names_deal", refNo],
      ["names_deal", refNo],
    ]);
    const [second, first] = waiting.map(({ messageId }) => messageId);
    await decideLead(it.admin, { messageId: first ?? 0, as: "named" });
    await decideLead(it.admin, { messageId: second ?? 0, as: "new" });
    await it.receive();
    expect(await it.deals()).toHaveLength(2);
    expect((await mailsOfDeal(it.admin, { caseId: deal?.id ?? 0 })).mails).toHaveLength(2);
    expect(await waitingLeads(it.admin)).toEqual([]);
    await expect(decideLead(it.admin, { messageId: second ?? 0, as: "new" })).rejects.toMatchObject(
      { code: "channels.not_unfiled" },
    );
  });

  it("of a program or of our own opens nothing, but a web form's is read by its rule", async () => {
    const it = await scene();
    const rule = {
      ...{ version: 0, name: "Web", sender: "@web.example", words: ["poptavka"] },
      labels: [
        { label: "Jméno", field: "contactName" },
        { label: "E-mail", field: "siteEmail" },
        { label: "Zpráva", field: "description" },
      ],
      operatorId: it.admin.actor.operatorId,
    };
    await saveLeadRule(it.admin, rule);
    const body = "Jméno: Jan Novák\nE-mail: jan@novak.example\nZpráva: Prosím\no nabídku.";
    const automatic = { "Auto-Submitted": "auto-generated" };
    imap.put(letter({ From: "form@web.example", Subject: "Nová poptávka", ...automatic }, body));
    imap.put(letter({ From: "pryc@jinde.example", Subject: "Mimo kancelář", ...automatic }));
    imap.put(letter({ From: DEALS_BOX, Subject: "Naše" }));
    await it.receive();
    const deals = await it.deals();
    expect(deals).toHaveLength(1);
    expect(deals[0]).toMatchObject({ ownerId: it.admin.actor.operatorId });
    expect(deals[0]?.fields).toMatchObject({
      ...{ contactName: "Jan Novák", siteEmail: "jan@novak.example", requestSource: "website" },
      ...{ senderEmail: "jan@novak.example", description: "Prosím\no nabídku." },
    });
    const tried = await tryLeadRules(it.admin, {
      ...{ from: "FORM@web.example", subject: "Poptávka", body },
    });
    expect(tried).toMatchObject({ rule: { name: "Web" }, values: { contactName: "Jan Novák" } });
    await expect(
      saveLeadRule(it.admin, { ...rule, labels: [{ label: "Cena", field: "budget" }] }),
    ).rejects.toMatchObject({ code: "leads.unknown_field" });
  });

  it("of a form's machine has a limit of its own, and is never our own", async () => {
    const it = await scene();
    await saveLeadRule(it.admin, { version: 0, name: "Web", sender: "@web.example" });
    const [ours] = await it.rows<{ email: string }>("select email from operators order by id");
    const email = ours?.email ?? "";
    await saveLeadRule(it.admin, { version: 0, name: "My", sender: email });
    imap.put(letter({ From: email, Subject: "Naše" }));
    for (let n = 0; n < 25; n += 1) {
      imap.put(letter({ From: "form@web.example", Subject: `Poptávka ${n}` }, `Zpráva ${n}`));
    }
    await it.receive();
    expect(await it.deals()).toHaveLength(25);
    const rules = { sendsText: false, confirmsReceipt: true, kindWords: {}, version: 0 };
    await saveMailRules(it.admin, { ...rules, dailyMax: 2 });
    imap.put(letter({ From: "form@web.example", Subject: "Navíc" }));
    await it.receive();
    const waiting = await waitingLeads(it.admin);
    expect(waiting.map(({ reason }) => reason)).toEqual(["too_many", "own_address"]);
    const stranger = await it.tenant.operator("personalManager");
    await expect(waitingLeads(stranger)).rejects.toMatchObject({ code: "access.forbidden" });
    expect((await listUnfiled(stranger)).items).toEqual([]);
    await inTransaction(it.admin, (_, { sql }) => {
      return sql`select erase_mails_of(array['form@web.example'])`;
    });
    expect((await listUnfiled(it.admin)).items.map(({ subject }) => subject)).toEqual(["Naše"]);
  });

  it("of 50 MB is kept by its beginning and left in the mailbox, undeleted", async () => {
    const it = await scene({ isDeleting: true });
    imap.put(`${letter({ From: ANNA, Subject: "Obr" })}${"x".repeat(50 * 1024 * 1024)}`);
    imap.put(letter({ From: ANNA, Subject: "Po něm" }));
    await it.receive();
    expect(imap.mails.map(({ flags }) => [...flags].join())).toEqual(["\\Seen", "\\Deleted"]);
    expect((await it.deals()).map(({ fields }) => fields.name)).toEqual(["Po něm"]);
    const [dead] = (await listUnfiled(it.admin)).items;
    expect(dead).toMatchObject({ kind: "unreadable", trouble: "too_large" });
    expect(await leadFigures(it.admin)).toMatchObject({ deadCount: 1, openedCount: 1 });
  });

  it("cannot be read with a wrong password, which is told and tried less and less often", async () => {
    const it = await scene();
    await it.save("wrong");
    const tries = () =>
      imap.commands.filter((command) => /LOGIN|AUTHENTICATE/.test(command)).length;
    const before = tries();
    await readMailbox(it.at(60));
    expect(tries()).toBe(before + 1);
    const [email] = (await channelsHealth(it.admin)).channels;
    expect(email?.dealsBox).toMatchObject({ readError: "mailbox.wrong_password" });
    for (const seconds of [75, 120, 300]) await readMailbox(it.at(seconds));
    expect(tries()).toBe(before + 1);
    await readMailbox(it.at(361));
    await readMailbox(it.at(361 + 599));
    expect(tries()).toBe(before + 2);
    await it.save();
    imap.put(letter({ From: ANNA, Subject: "Konečně" }));
    await readMailbox(it.at(1_000));
    expect((await channelsHealth(it.admin)).channels[0]?.dealsBox?.readError).toBeNull();
    expect((await listUnfiled(it.admin)).items.map(({ subject }) => subject)).toEqual(["Konečně"]);
  });
});
