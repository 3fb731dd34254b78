import { describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import type { Mails } from "./mails";
import { renderMail } from "./render-mail";
import { wordsIn } from "./words";

const baseUrl = "https://crm.agency.example";
const broken: Mails["schedule_broken"] = {
  ...{ name: "Jana", caseId: 7, refNo: "12/2026", debtorName: "Karel <b>Dlužný</b>" },
  ...{ position: 2, count: 12, dueOn: "2026-11-01", openMinor: 123_450, currency: "CZK" },
};
const digest: Mails["overdue_digest"] = {
  ...{ name: "Jana", day: "2026-11-22", count: 25 },
  totals: [
    { currency: "CZK", amountMinor: 1_000_000 },
    { currency: "EUR", amountMinor: 500 },
  ],
  cases: [
    {
      ...{ caseId: 7, refNo: "12/2026", debtorName: "Karel Dlužný", since: "2026-01-31" },
      balances: [{ currency: "CZK", amountMinor: 123_450 }],
    },
  ],
  promises: [
    { caseId: 8, refNo: "13/2026", debtorName: "Eva", amountMinor: 5_000, currency: "CZK" },
  ],
};
const insolvency: Mails["insolvency_changes"] = {
  ...{ runId: 5, day: "2026-11-22", total: 120, done: 100, state: "cancelled", count: 3 },
  parties: [
    {
      ...{ partyId: 9, partyName: "Karel <b>Dlužný</b>", isActive: true, isSuspected: false },
      ...{ wasActive: null, stateCode: "ÚPADEK", fileMark: "KSBR 37 INS 99001/2026" },
    },
  ],
};
/** In words of one kind of space. */
const plain = (text: string) => text.replace(/\s+/g, " ");

describe("our mails", () => {
  it.each(LOCALES)("are whole in %s, as HTML and as text", async (language) => {
    const at = { language, baseUrl };
    for (const mail of [
      await renderMail("schedule_broken", broken, at),
      await renderMail("overdue_digest", digest, at),
    ]) {
      expect(mail.html).toContain(`lang="${language}"`);
      for (const body of [mail.html, mail.text]) {
        expect(body).toContain(`${baseUrl}/cases/7`);
        expect(body).toContain("12/2026");
      }
      expect(mail.text).not.toMatch(/<(a|p|td)\b|digest\.|scheduleBroken\./);
      expect(mail.subject).not.toMatch(/[\r\n{]/);
    }
  });

  it.each(LOCALES)(
    "tell in %s that a request is late, and nothing of its client",
    async (language) => {
      const data = { name: "Jana", caseId: 7, refNo: "12/2026", subject: "Kolik\r\nzbývá?" };
      for (const promise of ["reply", "resolution"] as const) {
        const mail = await renderMail(
          "request_escalated",
          { ...data, promise },
          { language, baseUrl },
        );
        expect(mail.subject).toMatch(/12\/2026 Kolik zbývá\?$/);
        expect(mail.text).toContain(`${baseUrl}/cases/7`);
        expect(plain(mail.text)).not.toMatch(/escalated\.|<(a|p|td)\b/);
      }
    },
  );

  it.each(LOCALES)("tell in %s whose insolvency changed, and lead there", async (language) => {
    const at = { language, baseUrl };
    const { subject, html, text } = await renderMail("insolvency_changes", insolvency, at);
    for (const said of ["KSBR 37 INS 99001/2026", "ÚPADEK", `${baseUrl}/parties/9`]) {
      expect(text).toContain(said);
    }
    expect(text).toContain(`${baseUrl}/registers/bulk?run=5`);
    expect(html).not.toContain("<b>Dlužný");
    expect(`${subject} ${text}`).not.toMatch(/insolvency\.|greeting|\{/);
  });

  it.each(LOCALES)("tell in %s what waits for the reader, and lead there", async (language) => {
    const item: Mails["collegial_actions"]["items"][number] = {
      ...{ actionId: 1, round: 1, caseId: 7, refNo: "12/2026", title: "Smlouva" },
      ...{ dueOn: "2026-11-30", assignedName: "Eva", forName: null },
      ...{ kind: "approve", stage: "asked" },
    };
    const at = { language, baseUrl };
    const { t } = wordsIn(language, baseUrl);
    const one = await renderMail("collegial_actions", { name: "Jana", items: [item] }, at);
    expect(one.subject).toBe(`${t("collegial.kinds.approve")}: 12/2026 Smlouva`);
    const late = { ...item, actionId: 2, kind: "sign", stage: "late", forName: "Karel" } as const;
    const many = await renderMail("collegial_actions", { name: "Jana", items: [item, late] }, at);
    expect(many.subject).toBe(t("collegial.manyLate", { count: 2, late: 1 }));
    for (const said of ["Karel", `${baseUrl}/cases/7`, `${baseUrl}/approvals`, "Eva"]) {
      expect(many.text).toContain(said);
    }
    expect(`${many.subject} ${many.text}`).not.toMatch(/collegial\.|\{/);
  });

  it("say what is missing, by when and of how many", async () => {
    const { subject, text } = await renderMail("schedule_broken", broken, {
      language: "cs",
      baseUrl,
    });
    expect(subject).toBe("Nezaplacená splátka: 12/2026 Karel <b>Dlužný</b>");
    expect(plain(text)).toContain("splátka 2/12 splatná 1. 11. 2026: 1 234,50 Kč");
  });

  it("keep what people wrote from becoming part of the page", async () => {
    const { html } = await renderMail("schedule_broken", broken, { language: "cs", baseUrl });
    expect(html).not.toContain("<b>Dlužný");
    const bad = { ...broken, debtorName: "A\r\nBcc: x@x.example" };
    const { subject } = await renderMail("schedule_broken", bad, { language: "cs", baseUrl });
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it("count and sum the overdue cases, and name what is promised for today", async () => {
    const { text } = await renderMail("overdue_digest", digest, { language: "cs", baseUrl });
    expect(plain(text)).toContain("25 případů po splatnosti, celkem 10 000,00 Kč + 5,00 €");
    expect(plain(text)).toContain("a 24 dalších");
    expect(plain(text)).toContain("50,00 Kč");
  });

  it.each(LOCALES)("with promises alone speak of promises alone, in %s", async (language) => {
    const data = { ...digest, count: 0, totals: [], cases: [] };
    const { subject, html, text } = await renderMail("overdue_digest", data, { language, baseUrl });
    const { t, day } = wordsIn(language, baseUrl);
    expect(subject).toBe(t("digest.promisesSubject", { day: day(digest.day), count: 1 }));
    expect(html.match(/<thead>/g)).toHaveLength(1);
    const said = plain(text).toLowerCase();
    expect(said).not.toContain(t("digest.title").toLowerCase());
    expect(said).toContain(plain(t("digest.promisesOnly", { count: 1 })).toLowerCase());
    // Once, as the title.
    expect(said.split(t("digest.promises").toLowerCase())).toHaveLength(2);
    expect(text).toContain("13/2026");
  });

  it.each(LOCALES)(
    "lead a client in %s to the portal, and to nothing of ours",
    async (language) => {
      const at = { language, baseUrl };
      const path = "/portal/demo/invitation/abc";
      const sender = "Inkaso <b>Vltava</b>";
      const data = { sender, until: "2026-12-13", sealedPath: "x", path };
      const invited = await renderMail("client_invitation", data, at);
      const answer = {
        sender,
        refNo: "5/2026",
        subject: "Kolik <i>zbývá</i>?",
        path: "/portal/demo",
      };
      const answered = await renderMail("request_answered", answer, at);
      expect(invited.text).toContain(`${baseUrl}${path}`);
      expect(answered.text).toContain(`${baseUrl}/portal/demo`);
      for (const { html, text, subject } of [invited, answered]) {
        expect(html).not.toMatch(/<b>Vltava|<i>zbývá/);
        expect(text).not.toMatch(/invitation\.(text|open)|answered\.|settings/);
        expect(subject).not.toMatch(/[\r\n{]/);
      }
    },
  );
});
