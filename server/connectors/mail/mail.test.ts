import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { MailSender, OutgoingMail } from "./mail";
import { openSender } from "./open-sender";
import { catchSmtp } from "./testing/catch-smtp";
import { resendTwin } from "./testing/resend-twin";

const smtp = await catchSmtp();
const twin = await resendTwin();
const folder = join(await mkdtemp(join(tmpdir(), "mail-")), "mail");
afterAll(async () => {
  await Promise.all([smtp.close(), twin.close()]);
});

const mail: OutgoingMail = {
  from: "Saldo <saldo@agency.example>",
  replyTo: "inkaso@agency.example",
  to: "jana@agency.example",
  subject: "Příliš žluťoučký kůň",
  text: "Splátka chybí: 1 234,50 Kč",
  html: "<p>Splátka chybí</p>",
  messageId: "<one@saldo.mail>",
};

const senders: MailSender[] = [
  openSender({ smtpUrl: smtp.url, folder }),
  openSender({ resendApiKey: "re_1", resendBaseUrl: twin.baseUrl, smtpUrl: smtp.url, folder }),
  openSender({ folder }),
];

/** What came of it: id, recipient and how often. */
const arrived = {
  smtp: async () => smtp.mails.map(({ raw, to }) => [/^Message-ID: (.*)$/im.exec(raw)?.[1], to[0]]),
  resend: async () =>
    twin.mails.map(({ body }) => [
      (body.headers as Record<string, string>)["Message-ID"],
      [body.to].flat()[0],
    ]),
  folder: async () => {
    const names = await readdir(folder);
    const raws = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    return raws.map((raw) => [
      /^Message-ID: (.*)$/im.exec(raw)?.[1],
      /^To: (.*)$/im.exec(raw)?.[1],
    ]);
  },
};

describe("mail leaves", () => {
  it.each(senders)("by $kind under the id that it was given", async (sender) => {
    await sender.send(mail);
    expect(await arrived[sender.kind]()).toEqual([[mail.messageId, mail.to]]);
  });

  it.each(senders.filter(({ kind }) => kind !== "smtp"))(
    "by $kind twice, and is one",
    async (sender) => {
      await sender.send(mail);
      expect(await arrived[sender.kind]()).toHaveLength(1);
    },
  );

  it("as text beside HTML, in letters that survive", () => {
    const [caught] = smtp.mails;
    expect(caught?.raw).toMatch(/multipart\/alternative/);
    expect(caught?.raw).toMatch(/text\/plain; charset=utf-8/);
    expect(caught?.raw).toMatch(/text\/html; charset=utf-8/);
    expect(caught?.raw).toMatch(/^Subject: =\?UTF-8\?/im);
    expect(caught?.raw).toMatch(/^Reply-To: inkaso@agency.example/im);
    expect(twin.mails[0]?.body).toMatchObject({ reply_to: mail.replyTo });
    expect(twin.mails[0]).toMatchObject({ authorization: "Bearer re_1", key: mail.messageId });
    expect(twin.mails[0]?.body).toMatchObject({ subject: mail.subject, text: mail.text });
  });

  it("says whether another try makes sense, and nothing of what was written", async () => {
    const [bySmtp, byResend] = senders;
    const failed = async (sender: MailSender | undefined) =>
      sender?.send({ ...mail, messageId: "<two@saldo.mail>" }).catch((error) => error);
    smtp.refuseWith(550);
    twin.refuseWith(422);
    expect(await failed(bySmtp)).toMatchObject({ code: "messages.mail_refused", retryable: false });
    expect(await failed(byResend)).toMatchObject({
      code: "messages.mail_refused",
      retryable: false,
    });
    smtp.refuseWith(451);
    twin.refuseWith(429);
    const later = [await failed(bySmtp), await failed(byResend)];
    expect(later).toMatchObject([
      { code: "messages.mail_not_taken", retryable: true, params: { reason: "451 EENVELOPE" } },
      { code: "messages.mail_not_taken", retryable: true },
    ]);
    expect(JSON.stringify(later.map(({ params }) => params))).not.toContain("jana");
    const nobody = openSender({ smtpUrl: "smtp://127.0.0.1:1", folder });
    expect(await failed(nobody)).toMatchObject({ retryable: true });
    const away = openSender({ resendApiKey: "re_1", resendBaseUrl: "http://127.0.0.1:1", folder });
    expect(await failed(away)).toMatchObject({ retryable: true });
  });
});
