import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMail } from ".";

const HEAD =
  "Message-ID: <a@b.example>\r\nFrom: jan@b.example\r\nSubject: Odpoved\r\nMIME-Version: 1.0\r\n";

async function parsed(raw: string | Buffer) {
  const read = await parseMail(typeof raw === "string" ? Buffer.from(raw) : raw);
  if (!read.ok) throw new Error(read.reason);
  return read.mail;
}

/** Bytes of a code page that Node reads and does not write. */
function encode(text: string, page: string): Buffer {
  const decoder = new TextDecoder(page);
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(decoder.decode(Buffer.from([byte])), byte);
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 63));
}

const CZECH = "Dobrý den, příští týden zaplatím žlutý kůň. Děkuji, Šárka Ťoupalíková";
const RUSSIAN = "Добрый день, на следующей неделе я всё оплачу. Спасибо";

describe("letters are read whatever a mail says of its charset", () => {
  const body = (charset: string | null, bytes: Buffer, type = "text/plain") =>
    Buffer.concat([
      Buffer.from(HEAD),
      Buffer.from(charset === null ? "" : `Content-Type: ${type}; charset=${charset}\r\n`),
      Buffer.from("Content-Transfer-Encoding: 8bit\r\n\r\n"),
      bytes,
    ]);
  const quoted = (charset: string, bytes: Buffer) =>
    Buffer.from(
      `${HEAD}Content-Type: text/plain; charset="${charset}"\r\n` +
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
        [...bytes]
          .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}=\r\n`)
          .join(""),
    );

  it.each<[string, Buffer, string]>([
    ["UTF-8", body("utf-8", Buffer.from(CZECH)), CZECH],
    ["windows-1250", body("windows-1250", encode(CZECH, "windows-1250")), CZECH],
    ["ISO 8859-2", body("iso-8859-2", encode(CZECH, "iso-8859-2")), CZECH],
    ["koi8-r", body("koi8-r", encode(RUSSIAN, "koi8-r")), RUSSIAN],
    ["windows-1250 called UTF-8", body("utf-8", encode(CZECH, "windows-1250")), CZECH],
    ["windows-1250 called nothing", body(null, encode(CZECH, "windows-1250")), CZECH],
    ["windows-1251 called UTF-8", body("UTF8", encode(RUSSIAN, "windows-1251")), RUSSIAN],
    ["koi8-r called UTF-8", body("utf-8", encode(RUSSIAN, "koi8-r")), RUSSIAN],
    ["UTF-8 called windows-1250", body("windows-1250", Buffer.from(CZECH)), CZECH],
    ["UTF-8 called Latin 1", body("iso-8859-1", Buffer.from(CZECH)), CZECH],
    ["UTF-8 called nothing", body(null, Buffer.from(CZECH)), CZECH],
    ["UTF-8 called what nobody knows", body("x-klingon", Buffer.from(CZECH)), CZECH],
    ["windows-1250 coded and called UTF-8", quoted("utf-8", encode(CZECH, "windows-1250")), CZECH],
  ])("%s", async (_, raw, text) => {
    expect((await parsed(raw)).text.trim()).toBe(text);
  });

  it("bare letters in headers", async () => {
    const head =
      "Message-ID: <a@b.example>\r\nFrom: Žofie <z@b.example>\r\nSubject: Splátka příště\r\n";
    for (const bytes of [Buffer.from(head), encode(head, "windows-1250")]) {
      const raw = Buffer.concat([bytes, Buffer.from("\r\nok")]);
      expect(await parsed(raw)).toMatchObject({
        ...{ subject: "Splátka příště", from: { name: "Žofie", address: "z@b.example" } },
      });
    }
  });
});

describe("a mail", () => {
  it("has its parts, with names and ids", async () => {
    const mail = await parsed(
      `${HEAD}Delivered-To: reply+tok@mail.example\r\nX-Original-To: info@agency.example\r\n` +
        "Received: from a by b for <reply+two@mail.example>; Sun, 1 Mar 2026 10:00:00 +0100\r\n" +
        "In-Reply-To: <m1@mail.example>\r\nReferences: <m0@mail.example>\r\n <m1@mail.example>\r\n" +
        "Auto-Submitted: no\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" +
        "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ahoj &amp; <b>díky</b></p>\r\n" +
        "--x\r\nContent-Type: application/pdf; name*=utf-8''smlouva%20%C4%8D.pdf\r\n" +
        "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID\r\n" +
        "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: vnitřní\r\n\r\ntext\r\n--x--\r\n",
    );
    expect(mail).toMatchObject({
      deliveredTo: ["reply+tok@mail.example", "info@agency.example", "reply+two@mail.example"],
      ...{ inReplyTo: "<m1@mail.example>", references: ["<m0@mail.example>", "<m1@mail.example>"] },
      ...{ text: "Ahoj & díky", headers: { "auto-submitted": "no" } },
    });
    expect(mail.html).toContain("<b>díky</b>");
    expect(mail.attachments).toMatchObject([
      { name: "smlouva č.pdf", mediaType: "application/pdf", isInline: false },
      { mediaType: "message/rfc822" },
    ]);
    expect(Buffer.from(mail.attachments[0]?.bytes ?? [])).toEqual(Buffer.from([1, 2, 3]));
  });

  it("without ids and dates is a mail all the same", async () => {
    const mail = await parsed("From: jan@b.example\n\nZaplatím.");
    expect(mail).toMatchObject({
      messageId: null,
      date: null,
      references: [],
      text: "Zaplatím.\n",
    });
    expect(await parsed("Date: kdysi\nSubject: x\n\n")).toMatchObject({ date: null, from: null });
  });

  it("torn in the middle of a part keeps what it has", async () => {
    const mail = await parsed(
      `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n` +
        "Content-Type: text/plain\r\n\r\nZaplatím zítra\r\n--x\r\nContent-Type: image/png\r\n" +
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGg",
    );
    expect(mail.text.trim()).toBe("Zaplatím zítra");
    expect(mail.attachments).toHaveLength(1);
  });

  it.each<[string, () => string, string]>([
    ["nothing at all", () => "", "unreadable"],
    ["only blanks", () => "\r\n\r\n  ", "unreadable"],
    [
      "parts in parts in parts",
      () => {
        const levels = Array.from(
          { length: 60 },
          (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
        );
        return `${HEAD}${levels.join("")}Content-Type: text/plain\r\n\r\nx`;
      },
      "too_deep",
    ],
    [
      "thousands of parts",
      () =>
        `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n` +
        "--x\r\nContent-Type: a/b\r\n\r\n1\r\n".repeat(30_000),
      "too_many_parts",
    ],
    [
      "hundreds of attachments",
      () =>
        `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n` +
        "--x\r\nContent-Type: a/b\r\n\r\n1\r\n".repeat(400),
      "too_many_parts",
    ],
    ["nothing but line breaks", () => HEAD + "\r\n".repeat(2_000_000), "too_many_lines"],
    ["a megabyte of headers", () => `${HEAD}X-A: ${"a".repeat(1_000_000)}\r\n\r\nx`, "unreadable"],
  ])("of %s is none", async (_, raw, reason) => {
    expect(await parseMail(Buffer.from(raw()))).toEqual({ ok: false, reason });
  });

  it("of whatever bytes is answered, never thrown", async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 200 }).map((body) => Buffer.from(HEAD + body)),
      fc
        .tuple(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 300 }))
        .map(([head, rest]) =>
          Buffer.concat([
            Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary="`),
            head,
            rest,
          ]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const read = await parseMail(Buffer.from(bytes));
        expect(typeof read.ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });

  it("of HTML alone has words: lines, entities, what it quotes, no styles", async () => {
    const html =
      "<style>p{color:red}</style><div>Dobrý&nbsp;den,<br>zaplatím &quot;zítra&quot; &#268;</div>" +
      "<p>Jan</p><blockquote><div>Dlužíte<br>1&nbsp;000</div></blockquote><script>x()</script>";
    const mail = await parsed(`${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n${html}`);
    expect(mail.text).toBe('Dobrý den,\nzaplatím "zítra" Č\nJan\n\n> Dlužíte\n> 1 000');
  });

  it("takes no time over what never ends", async () => {
    const started = performance.now();
    for (const filler of [
      "<",
      "<!--",
      "<a ",
      "&#",
      "<style>",
      "=?utf-8?",
      "(",
      '"',
      "<x@",
      "[",
      ">",
    ]) {
      const many = filler.repeat(60_000);
      await parseMail(Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${many}`));
      await parseMail(
        Buffer.from(
          `From: ${filler.repeat(5_000)}\r\nReferences: ${filler.repeat(5_000)}\r\n\r\nx`,
        ),
      );
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
