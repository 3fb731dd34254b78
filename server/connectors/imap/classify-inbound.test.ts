import { describe, expect, it } from "vitest";
import { classifyInbound, parseMail } from ".";

const OWN = { messageIdDomains: ["mail.agency.example"], addresses: ["vymahani@agency.example"] };

async function classOf(raw: string) {
  const read = await parseMail(Buffer.from(raw.replace(/\r?\n/g, "\r\n")));
  if (!read.ok) throw new Error(read.reason);
  return classifyInbound(read.mail, OWN);
}

const withHeaders = (...headers: string[]) =>
  `${["Message-ID: <r@b.example>", "From: Jan <jan@b.example>", "Subject: Re: Výzva", ...headers].join("\n")}\n\nZaplatím.`;

describe("a person's mail", () => {
  it.each([
    ["a plain one", []],
    ["that says so", ["Auto-Submitted: no"]],
    ["of normal precedence", ["Precedence: normal"]],
    ["that names where it came from", ["Return-Path: <jan@b.example>"]],
    ["that asks for no receipts", ["X-Auto-Response-Suppress: None"]],
    ["that was not answered by a program", ["X-Autoreply: no"]],
    ["on bounces", ["Subject: Nedoručené zboží, returned mail"]],
  ])("%s", async (_, headers) => {
    expect(await classOf(withHeaders(...headers))).toEqual({ kind: "person", isLikelyAway: false });
  });

  it.each([
    "Automatická odpověď: Výzva",
    "Mimo kancelář do 5. 3.",
    "Out of Office: Re: Výzva",
    "Abwesenheitsnotiz",
    "Автоматический ответ: Výzva",
  ])("may be of an absent person: %s", async (subject) => {
    const raw = withHeaders().replace("Subject: Re: Výzva", `Subject: ${subject}`);
    expect(await classOf(raw)).toEqual({ kind: "person", isLikelyAway: true });
  });
});

describe("a program's mail", () => {
  it.each([
    ["auto_reply", "auto-submitted", "Auto-Submitted: auto-replied"],
    ["auto_reply", "auto-submitted", "Auto-Submitted: auto-generated; owner-email=x"],
    ["auto_reply", "x-autoreply", "X-Autoreply: yes"],
    ["auto_reply", "x-autorespond", "X-Autorespond: Re: Výzva"],
    ["auto_reply", "precedence", "Precedence: auto_reply"],
    ["auto_reply", "return-path", "Return-Path: <>"],
    ["bulk", "precedence", "Precedence: bulk"],
    ["bulk", "precedence", "Precedence: junk"],
    ["bulk", "precedence", "Precedence: list"],
    ["bulk", "list-id", "List-Id: <novinky.b.example>"],
    ["bulk", "list-unsubscribe", "List-Unsubscribe: <https://b.example/u>"],
    ["bulk", "x-auto-response-suppress", "X-Auto-Response-Suppress: DR, OOF, AutoReply"],
    ["bulk", "x-auto-response-suppress", "X-Auto-Response-Suppress: All"],
    ["loop", "x-loop", "X-Loop: vymahani@agency.example"],
  ])("%s by %s", async (kind, sign, header) => {
    expect(await classOf(withHeaders(header))).toEqual({ kind, sign });
  });

  it("that is our own", async () => {
    const ours = "Message-ID: <m1@MAIL.agency.example>\nFrom: x@y.cz\nSubject: a\n\nb";
    expect(await classOf(ours)).toEqual({ kind: "loop", sign: "message-id" });
    const from = "Message-ID: <m1@y.cz>\nFrom: Vymahani@agency.example\nSubject: a\n\nb";
    expect(await classOf(from)).toEqual({ kind: "loop", sign: "from" });
  });
});

const report = (type: string, machine: string, returned: string) => `From: MAILER-DAEMON@mx.example
To: vymahani@agency.example
Subject: Undelivered Mail
Auto-Submitted: auto-replied
Return-Path: <>
Message-ID: <dsn@mx.example>
Content-Type: multipart/report; report-type=${type}; boundary="x"

--x
Content-Type: text/plain

Words for people.
--x
${machine}
--x
${returned}
--x--
`;

const RETURNED = `Content-Type: message/rfc822

Message-ID: <m7@mail.agency.example>
Subject: =?UTF-8?Q?V=C3=BDzva?=
From: vymahani@agency.example

Dlužíte.`;

describe("a report of a server", () => {
  const status = (fields: string) => `Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 1 Mar 2026 10:00:00 +0100

${fields}`;

  it("tells of each recipient what became of the mail", async () => {
    const fields = `Final-Recipient: rfc822; jan@b.example
Original-Recipient: rfc822;Jan.Novak@b.example
Action: failed
Status: 5.1.1 (no such
 mailbox)
Diagnostic-Code: smtp; 550 5.1.1 unknown

Final-Recipient: rfc822; eva@b.example
Action: delayed
Status: 4.4.1

Final-Recipient: rfc822; petr@b.example
Action: relayed
Status: 2.0.0`;
    const messageId = "<m7@mail.agency.example>";
    expect(await classOf(report("delivery-status", status(fields), RETURNED))).toEqual({
      ...{ kind: "bounce", isCertain: true },
      reports: [
        { action: "failed", recipient: "Jan.Novak@b.example", status: "5.1.1", messageId },
        { action: "delayed", recipient: "eva@b.example", status: "4.4.1", messageId },
        { action: "delivered", recipient: "petr@b.example", status: "2.0.0", messageId },
      ],
    });
  });

  it("may give the headers alone, or only name the mail", async () => {
    const fields = "Final-Recipient: rfc822; jan@b.example\nAction: failed\nStatus: 5.2.2";
    const headers = RETURNED.replace("message/rfc822", "text/rfc822-headers");
    expect(await classOf(report("delivery-status", status(fields), headers))).toMatchObject({
      reports: [{ messageId: "<m7@mail.agency.example>" }],
    });
    const named = report(
      "delivery-status",
      status(fields),
      "Content-Type: text/plain\n\nx",
    ).replace("Subject:", "In-Reply-To: <m8@mail.agency.example>\nSubject:");
    expect(await classOf(named)).toMatchObject({
      reports: [{ messageId: "<m8@mail.agency.example>" }],
    });
  });

  it("may be a complaint, or a receipt", async () => {
    const feedback = "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1";
    expect(await classOf(report("feedback-report", feedback, RETURNED))).toEqual({
      ...{ kind: "complaint", feedback: "abuse", messageId: "<m7@mail.agency.example>" },
    });
    const receipt = `Content-Type: message/disposition-notification

Final-Recipient: rfc822; jan@b.example
Original-Message-ID: <m9@mail.agency.example>
Disposition: manual-action/MDN-sent-manually; displayed`;
    expect(await classOf(report("disposition-notification", receipt, RETURNED))).toEqual({
      ...{ kind: "receipt", disposition: "displayed", messageId: "<m9@mail.agency.example>" },
    });
  });
});

describe("a bounce in words alone", () => {
  it.each<[string, string, object]>([
    [
      "of an Exchange server",
      `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@b.example>
To: vymahani@agency.example
Subject: Nedoručitelné: Výzva k úhradě
In-Reply-To: <m1@mail.agency.example>
Content-Type: text/html; charset=utf-8

<p>Vaši zprávu se nepodařilo doručit: <a href="mailto:jan@b.example">jan@b.example</a></p>
<p>Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'</p>`,
      {
        ...{ action: "failed", recipient: "jan@b.example", status: "5.1.10" },
        messageId: "<m1@mail.agency.example>",
      },
    ],
    [
      "of one that names the failed ones in a header",
      `From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: vymahani@agency.example
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: jan@b.example
References: <m2@mail.agency.example>

Address not found. 550-5.1.1 The email account does not exist.`,
      {
        ...{ action: "failed", recipient: "jan@b.example", status: "5.1.1" },
        messageId: "<m2@mail.agency.example>",
      },
    ],
    [
      "of a Czech provider, with the mail below",
      `From: MAILER-DAEMON@provider.example (Mail Delivery System)
To: vymahani@agency.example
Subject: =?UTF-8?Q?Nedoru=C4=8Den=C3=A1_zpr=C3=A1va?=
Return-Path: <>

Zprava pro <jan@b.example> nebyla dorucena, protoze schranka je plna.
552 Mailbox full

--- Hlavicky puvodni zpravy ---
Message-ID: <m3@mail.agency.example>
Subject: Vyzva`,
      {
        ...{ action: "failed", recipient: "jan@b.example", status: "5.0.0" },
        messageId: "<m3@mail.agency.example>",
      },
    ],
    [
      "that is only late",
      `From: Mail Delivery System <postmaster@provider.example>
To: vymahani@agency.example
Subject: Delivery delayed: undeliverable so far

<jan@b.example>: connection timed out`,
      { action: "delayed", recipient: "jan@b.example", status: null, messageId: null },
    ],
  ])("%s", async (_, raw, expected) => {
    expect(await classOf(raw)).toEqual({
      ...{ kind: "bounce", isCertain: false, reports: [expected] },
    });
  });

  it("is none where a person writes of one", async () => {
    const raw = withHeaders().replace("Re: Výzva", "Undelivered Mail Returned to Sender");
    expect(await classOf(raw)).toMatchObject({ kind: "person" });
  });
});
