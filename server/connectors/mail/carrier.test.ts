import { mkdtemp, readdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import * as fc from "fast-check";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { type LetterMail, type MailCarrier, openMailCarrier } from ".";
import { composeLetter } from "./compose-letter";
import { sealLetter } from "./letter-mail";
import { readSmtpUrl } from "./smtp-line";
import { catchSmtp } from "./testing/catch-smtp";
import { resendTwin } from "./testing/resend-twin";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const PDF = Buffer.from("%PDF-1.7 výzva");

const letter: LetterMail = {
  messageId: "<m1@mail.agency.example>",
  from: { name: "Agentura Žlutá, s. r. o.", address: "vymahani@agency.example" },
  replyTo: "reply+abc@mail.example",
  to: "dluznik@obec.example",
  subject: "Výzva k úhradě",
  text: "Dobrý den, dlužíte 1 234,50 Kč.",
  html: '<p>Dlužíte <b>1 234,50 Kč</b> <img src="cid:qr@saldo"></p>',
  inReplyTo: "<their@mail.example>",
  references: ["<first@mail.example>", "<their@mail.example>"],
  attachments: [
    { name: "výzva č. 1.pdf", mediaType: "application/pdf", bytes: PDF },
    { name: "qr.png", mediaType: "image/png", bytes: Buffer.from([1, 2]), contentId: "qr@saldo" },
  ],
  headers: { "Auto-Submitted": "auto-generated" },
};

async function smtp(rules: Parameters<typeof openMailCarrier>[0]["smtpRules"] = {}) {
  const server = await catchSmtp();
  // Long enough for a busy machine; only what hangs is waited for.
  const times = { silenceMs: 20_000, ...rules?.times };
  const carrier = openMailCarrier({
    smtpUrl: server.url,
    smtpRules: { ...rules, times },
    folder: "",
  });
  open.push(
    () => server.close(),
    () => carrier.close(),
  );
  return { server, carrier };
}

async function resend(timeoutMs = 20_000) {
  const twin = await resendTwin();
  const carrier = openMailCarrier({
    ...{ resendApiKey: "re_1", resendBaseUrl: twin.baseUrl, resendTimeoutMs: timeoutMs },
    folder: "",
  });
  open.push(() => twin.close());
  return { twin, carrier };
}

const numbered = (n: number): LetterMail => ({ ...letter, messageId: `<m${n}@x.example>` });

describe("a letter over SMTP", () => {
  it("is what was written, to the last attachment", async () => {
    const { server, carrier } = await smtp();
    expect(await carrier.hand(letter, "k1")).toEqual({
      outcome: "accepted",
      providerId: letter.messageId,
    });
    const [caught] = server.mails;
    expect(caught).toMatchObject({ from: letter.from.address, to: [letter.to] });
    const read = await PostalMime.parse(caught?.raw ?? "");
    expect(read).toMatchObject({
      ...{ messageId: letter.messageId, subject: letter.subject, inReplyTo: letter.inReplyTo },
      from: letter.from,
      replyTo: [{ address: letter.replyTo }],
      references: "<first@mail.example> <their@mail.example>",
    });
    expect(read.text?.trim()).toBe(letter.text);
    const [image, pdf] = [...read.attachments].sort((a, b) => (a.mimeType < b.mimeType ? 1 : -1));
    expect(pdf).toMatchObject({ filename: "výzva č. 1.pdf", disposition: "attachment" });
    expect(Buffer.from(pdf?.content as ArrayBuffer)).toEqual(PDF);
    expect(image).toMatchObject({ contentId: "<qr@saldo>", disposition: "inline", related: true });
    expect(caught?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it("goes to a domain of diacritics in ASCII, and its reports where they are wanted", async () => {
    const { server, carrier } = await smtp();
    await carrier.hand({ ...letter, to: "Jan@žluťoučký.cz", returnPath: "bounce@háčky.cz" }, "k");
    // The server reads what is written in ASCII back into letters.
    expect(server.mails).toMatchObject([{ to: ["Jan@žluťoučký.cz"], from: "bounce@háčky.cz" }]);
    expect(server.mails[0]?.raw).toMatch(/^To: Jan@xn--luouk-uva4it5a4g\.cz\r$/m);
  });

  it("many share a few connections, and none is lost", async () => {
    const { server, carrier } = await smtp({ connectionsMax: 3, lettersPerConnection: 20 });
    const letters = Array.from({ length: 100 }, (_, n) => ({ ...numbered(n), attachments: [] }));
    const handed = await Promise.all(letters.map((each) => carrier.hand(each, each.messageId)));
    expect(new Set(handed.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
    const ids = server.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(new Set(ids).size).toBe(100);
    expect(server.connections()).toBeGreaterThanOrEqual(5);
    expect(server.connections()).toBeLessThanOrEqual(8);
  });

  it.each([
    [450, "busy"],
    [421, "busy"],
    [503, "busy"],
    [530, "busy"],
    [550, "refused"],
    [553, "refused"],
  ])("whose recipient is answered with %d is %s, and the next one goes", async (code, outcome) => {
    const { server, carrier } = await smtp();
    server.refuseWith(code);
    const handed = await carrier.hand(letter, "k");
    expect(handed).toMatchObject({ outcome, reason: expect.stringContaining(String(code)) });
    expect(JSON.stringify(handed)).not.toContain("dluznik");
    server.refuseWith(null);
    expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "accepted" });
    expect(server.mails).toHaveLength(1);
  });

  it.each([
    [451, "busy"],
    [452, "busy"],
    [552, "refused"],
    [554, "refused"],
    ["drop_early" as const, "busy"],
    ["take_and_drop" as const, "uncertain"],
    ["take_and_hang" as const, "uncertain"],
  ])("that meets %s at its end is %s", async (fault, outcome) => {
    const silenceMs = fault === "take_and_hang" ? 1_500 : 20_000;
    const { server, carrier } = await smtp({ times: { silenceMs } });
    server.failData(fault);
    // Longer than what a socket swallows: the early loss is met in the letter's middle.
    const bytes = fault === "drop_early" ? Buffer.alloc(20_000_000, 7) : PDF;
    const attachments = [{ name: "a.bin", mediaType: "application/octet-stream", bytes }];
    expect(await carrier.hand({ ...letter, attachments }, "k")).toMatchObject({ outcome });
    expect(server.mails).toHaveLength(outcome === "uncertain" ? 1 : 0);
    server.failData(null);
    expect(await carrier.hand(numbered(2), "k2")).toMatchObject({ outcome: "accepted" });
  });

  it("goes by a new connection where the server tired of the old one, once", async () => {
    const { server, carrier } = await smtp();
    await carrier.hand(numbered(1), "k1");
    server.dropAll();
    expect(await carrier.hand(numbered(2), "k2")).toMatchObject({ outcome: "accepted" });
    expect(server.mails).toHaveLength(2);
    server.tire();
    expect(await carrier.hand(numbered(3), "k3")).toMatchObject({ outcome: "accepted" });
    expect(server.mails).toHaveLength(3);
    expect(server.connections()).toBe(3);
  });

  it("is busy where nobody listens, nobody greets, or the password is wrong", async () => {
    const nobody = openMailCarrier({ smtpUrl: "smtp://127.0.0.1:1", folder: "" });
    expect(await nobody.hand(letter, "k")).toEqual({ outcome: "busy", reason: "ESOCKET" });
    const { createServer } = await import("node:net");
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { port } = mute.address() as { port: number };
    open.push(async () => mute.close());
    const times = { greetingMs: 50 };
    const muted = openMailCarrier({
      ...{ smtpUrl: `smtp://127.0.0.1:${port}`, smtpRules: { times }, folder: "" },
    });
    expect(await muted.hand(letter, "k")).toEqual({ outcome: "busy", reason: "ETIMEDOUT" });
    const guarded = await catchSmtp({ name: "ja@x.cz", password: "p@ss" });
    open.push(() => guarded.close());
    const asUser = (user: string) =>
      openMailCarrier({ smtpUrl: guarded.url.replace("//", `//${user}@`), folder: "" });
    const wrong = await asUser("ja%40x.cz:no").hand(letter, "k");
    expect(wrong).toEqual({ outcome: "busy", reason: "535 EAUTH AUTH PLAIN", needsPerson: true });
    const right = asUser("ja%40x.cz:p%40ss");
    open.push(() => right.close());
    expect(await right.hand(letter, "k")).toMatchObject({ outcome: "accepted" });
  });

  it("ends in its time, though the server says something now and then", async () => {
    const { server, carrier } = await smtp({ times: { silenceMs: 20_000, wholeMs: 2_000 } });
    server.failData("take_and_hang");
    expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "uncertain" });
  });

  it("that no connection becomes free for surely was not taken", async () => {
    const times = { silenceMs: 20_000, wholeMs: 2_000 };
    const { server, carrier } = await smtp({ connectionsMax: 1, times });
    server.failData("take_and_hang");
    const [first, second] = await Promise.all([
      carrier.hand(numbered(1), "k1"),
      carrier.hand(numbered(2), "k2"),
    ]);
    expect(first).toMatchObject({ outcome: "uncertain" });
    expect(second).toEqual({ outcome: "busy", reason: "ETIMEDOUT" });
    expect(server.mails).toHaveLength(1);
  });

  it("goes to the address that was judged, asked for each connection", async () => {
    const server = await catchSmtp();
    const asked: string[] = [];
    const answers = ["127.0.0.1", null];
    const carrier = openMailCarrier({
      smtpUrl: `smtp://mail.agency.example:${new URL(server.url).port}`,
      smtpRules: {
        lettersPerConnection: 1,
        addressOf: async (host) => {
          asked.push(host);
          const address = answers[asked.length - 1];
          if (!address) throw new DomainError("precondition", "channels.host_private", { host });
          return address;
        },
      },
      folder: "",
    });
    open.push(
      () => server.close(),
      () => carrier.close(),
    );
    expect(await carrier.hand(letter, "k1")).toMatchObject({ outcome: "accepted" });
    expect(await carrier.hand(letter, "k2")).toEqual({
      ...{ outcome: "busy", reason: "channels.host_private" },
    });
    expect(asked).toEqual(["mail.agency.example", "mail.agency.example"]);
    expect(server.mails).toHaveLength(1);
  });

  it("wants the certificate of the name, whatever address it is at", async () => {
    const names: string[] = [];
    const server = createTlsServer({
      SNICallback: (name, answer) => {
        names.push(name);
        answer(new Error("no certificate"));
      },
    }).on("tlsClientError", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const carrier = openMailCarrier({
      smtpUrl: `smtps://mail.agency.example:${(server.address() as AddressInfo).port}`,
      smtpRules: { addressOf: async () => "127.0.0.1" },
      folder: "",
    });
    open.push(
      async () => void server.close(),
      () => carrier.close(),
    );
    expect(await carrier.hand(letter, "k1")).toMatchObject({ outcome: "busy" });
    expect(names).toEqual(["mail.agency.example"]);
  });

  it("cannot be asked about", async () => {
    const { carrier } = await smtp();
    expect(await carrier.find(letter, "k")).toMatchObject({ outcome: "unclear" });
  });
});

describe("a letter by Resend", () => {
  it("has everything that was written", async () => {
    const { twin, carrier } = await resend();
    expect(await carrier.hand(letter, "k1")).toEqual({ outcome: "accepted", providerId: "mail-1" });
    const [{ body, key } = { body: {}, key: "" }] = twin.mails;
    expect(key).toBe("k1");
    expect(body).toMatchObject({
      from: '"Agentura Žlutá, s. r. o." <vymahani@agency.example>',
      ...{ to: letter.to, reply_to: letter.replyTo, subject: letter.subject, html: letter.html },
      headers: {
        "Message-ID": letter.messageId,
        "In-Reply-To": letter.inReplyTo,
        References: "<first@mail.example> <their@mail.example>",
        "Auto-Submitted": "auto-generated",
      },
      attachments: [
        { filename: "výzva č. 1.pdf", content: PDF.toString("base64") },
        { filename: "qr.png", content_id: "qr@saldo" },
      ],
    });
  });

  it.each<[string, Parameters<Awaited<ReturnType<typeof resendTwin>>["fail"]>[0], object]>([
    [
      "too many questions",
      { kind: "say", status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "7" } },
      { outcome: "busy", retryAfterSeconds: 7 },
    ],
    [
      "a quota",
      { kind: "say", status: 422, name: "daily_quota_exceeded" },
      { outcome: "busy", reason: "422 daily_quota_exceeded", needsPerson: true },
    ],
    [
      "a bad address",
      { kind: "say", status: 422, name: "validation_error" },
      { outcome: "refused", reason: "422 validation_error" },
    ],
    [
      "a wrong key",
      { kind: "say", status: 401, name: "restricted_api_key" },
      { outcome: "busy", reason: "401 restricted_api_key", needsPerson: true },
    ],
    ["500 after taking it", { kind: "take_and_say", status: 500 }, { outcome: "uncertain" }],
    ["garbage", { kind: "take_and_say", status: 200, body: "<html>" }, { outcome: "uncertain" }],
    ["nothing named", { kind: "take_and_say", status: 200, body: "{}" }, { outcome: "uncertain" }],
    ["no answer", { kind: "take_and_hang" }, { outcome: "uncertain", reason: "timeout" }],
    ["a lost line", { kind: "take_and_drop" }, { outcome: "uncertain" }],
  ])("that meets %s is tried again and stays one", async (_, fault, expected) => {
    const { twin, carrier } = await resend(fault?.kind === "take_and_hang" ? 1_500 : 20_000);
    twin.fail(fault);
    expect(await carrier.hand(letter, "k1")).toMatchObject(expected);
    twin.fail(null);
    expect(await carrier.find(letter, "k1")).toEqual({ outcome: "accepted", providerId: "mail-1" });
    expect(await carrier.hand(letter, "k1")).toEqual({ outcome: "accepted", providerId: "mail-1" });
    expect(twin.mails).toHaveLength(1);
  });

  it("of other words under the same key waits for a person", async () => {
    const { twin, carrier } = await resend();
    await carrier.hand(letter, "k1");
    expect(await carrier.hand({ ...letter, text: "jinak" }, "k1")).toMatchObject({
      ...{ outcome: "busy", needsPerson: true },
    });
    expect(twin.mails).toHaveLength(1);
  });
});

it("a letter into a folder is one file, and found there", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "letters-")), "mail");
  const carrier = openMailCarrier({ folder });
  expect(await carrier.find(letter, "k")).toEqual({ outcome: "missing" });
  for (let i = 0; i < 2; i += 1) {
    expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "accepted" });
  }
  expect(await readdir(folder)).toHaveLength(1);
  expect(await carrier.find(letter, "k")).toMatchObject({ outcome: "accepted" });
});

describe("what would begin a header of its own", () => {
  const carriers = async (): Promise<MailCarrier[]> => [
    (await smtp()).carrier,
    (await resend()).carrier,
  ];

  it.each<[string, Partial<LetterMail>, string]>([
    ["a recipient", { to: "a@b.cz\r\nBcc: x@y.cz" }, "bad_recipient"],
    ["two recipients", { to: "a@b.cz, c@d.cz" }, "bad_recipient"],
    ["no recipient", { to: "" }, "bad_recipient"],
    ["a sender", { from: { name: "", address: "a@b.cz\nX: y" } }, "bad_sender"],
    ["a reply address", { replyTo: "a@b.cz>\r\n" }, "bad_reply_address"],
    ["a return path", { returnPath: "a" }, "bad_return_path"],
    ["an id", { messageId: "<a@b>\r\nX: y" }, "bad_message_id"],
    ["a reference", { references: ["<a@b> <c@d>"] }, "bad_message_id"],
    ["an answered id", { inReplyTo: "a@b" }, "bad_message_id"],
    ["a header's value", { headers: { "X-A": "1\r\nBcc: x@y.cz" } }, "bad_header"],
    ["a header's name", { headers: { "X: y\r\nBcc": "x@y.cz" } }, "bad_header"],
    ["a header of the letter", { headers: { Bcc: "x@y.cz" } }, "bad_header"],
    [
      "an attachment",
      { attachments: [{ name: "a", mediaType: "a/b\r\nX: y", bytes: PDF }] },
      "bad_attachment",
    ],
  ])("%s is refused before anybody is asked", async (_, part, reason) => {
    for (const carrier of await carriers()) {
      // Our own side of it is mended by a person; meanwhile no letter goes by a dearer way instead.
      const isOurs = ["bad_sender", "bad_reply_address", "bad_return_path"].includes(reason);
      expect(await carrier.hand({ ...letter, ...part }, "k")).toEqual(
        isOurs ? { outcome: "busy", reason, needsPerson: true } : { outcome: "refused", reason },
      );
    }
  });

  it("whatever a subject, a name and a file are called, the headers stay ours", async () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    const broken = fc.tuple(text, fc.constantFrom("\r\n", "\n", "\r", "\u2028", "\0"), text);
    const words = broken.map(([a, mark, b]) => `${a}${mark}Bcc: x@y.cz${mark}${mark}${b}`);
    await fc.assert(
      fc.asyncProperty(words, words, words, async (subject, name, file) => {
        const attachments = [{ name: file, mediaType: "application/pdf", bytes: PDF }];
        const from = { name, address: letter.from.address };
        const sealed = sealLetter({ ...letter, from, subject, attachments });
        if (!sealed.ok) throw new Error(sealed.fault);
        // One way writes headers by itself, the other hands lines on as they are.
        const { letter: own } = sealed;
        const lines = [own.subject, own.from.name, ...own.attachments.map((each) => each.name)];
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const { raw } = composeLetter(own);
        const read = await PostalMime.parse(raw);
        expect(read.bcc).toBeUndefined();
        expect(read.to).toMatchObject([{ address: letter.to }]);
        expect(read.from).toMatchObject({ address: letter.from.address });
        expect(read.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer))).toEqual([
          PDF,
        ]);
        const longest = Math.max(
          ...raw
            .toString("latin1")
            .split("\r\n")
            .map((l) => l.length),
        );
        expect(longest).toBeLessThan(998);
      }),
      { numRuns: 60 },
    );
  });
});

it("an SMTP address is read, or refused", () => {
  expect(readSmtpUrl("smtps://ja%40x:p%3Ap@mail.example?rejectUnauthorized=false")).toEqual({
    ...{ host: "mail.example", port: 465, isSecure: true, user: "ja@x", password: "p:p" },
    ...{ isTlsRequired: false, isCertificateChecked: false },
  });
  expect(readSmtpUrl("smtp://[::1]:25?requireTLS=true")).toMatchObject({
    ...{ host: "::1", port: 25, isTlsRequired: true },
  });
  expect(() => readSmtpUrl("http://mail.example")).toThrow(TypeError);
});
