import * as fc from "fast-check";
import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime, { decodeWords, type Email } from "postal-mime";
import { describe, expect, it } from "vitest";
import { composeLetter } from "./compose-letter";
import { type LetterMail, sealLetter } from "./letter-mail";

const base: LetterMail = {
  messageId: "<m1@mail.agency.example>",
  ...{ from: { name: "", address: "a@agency.example" }, replyTo: "reply+abc@mail.example" },
  ...{ to: "dluznik@obec.example", subject: "x", text: "", attachments: [] },
};

const LINES = [
  "Dobrý den,",
  "dlužíte 1 234,50 Kč",
  "=3D",
  ".",
  "..",
  "From x",
  " ",
  "\t",
  "--=_mixed",
];
const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 1_200 }),
);
const text = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r", "")), { maxLength: 8 })
  .map((lines) => lines.flat().join(""));
const words = fc.oneof(
  fc.constantFrom("Výzva k úhradě", "=?UTF-8?Q?x?=", 'a "b" \\c', "a,  b", "Ž".repeat(150), ""),
  fc.string({ unit: "grapheme", maxLength: 150 }),
  fc.string({ maxLength: 300 }),
);
const id = fc.integer({ min: 1, max: 1e9 }).map((n) => `<${n}.${"x".repeat(n % 40)}@mail.example>`);
// The reader decodes what looks encoded in a file's name even behind RFC 2231.
const name = words.map((each) => each.replaceAll("=?", "="));
const attachment = fc.record({
  name,
  mediaType: fc.constantFrom("application/pdf", "text/plain", "message/rfc822", "image/png"),
  bytes: fc.uint8Array({ maxLength: 400 }),
});
const picture = fc.record({
  ...{ name, mediaType: fc.constant("image/png"), bytes: fc.uint8Array({ maxLength: 99 }) },
  contentId: fc.integer({ min: 1, max: 99 }).map((n) => `image-${n}.png@letter`),
});
const mail: fc.Arbitrary<LetterMail> = fc
  .record(
    {
      ...{ subject: words, text, html: text, inReplyTo: id },
      from: words.map((name) => ({ ...base.from, name })),
      references: fc.array(id, { maxLength: 11 }),
      headers: words.map((value) => ({ "X-Given": value })),
      attachments: fc
        .tuple(fc.array(attachment, { maxLength: 3 }), fc.array(picture, { maxLength: 2 }))
        .map((lists) => lists.flat()),
    },
    { requiredKeys: ["subject", "text", "from", "attachments"] },
  )
  .map((parts) => ({ ...base, ...parts }));

function sealed(given: LetterMail): LetterMail {
  // Control characters are no part of what a header can say.
  const plain = Object.entries(given.headers ?? {}).map(([name, value]) => [
    name,
    value.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, "").trim(),
  ]);
  const answer = sealLetter({ ...given, headers: Object.fromEntries(plain) });
  if (!answer.ok) throw new Error(answer.fault);
  return answer.letter;
}

const wellFormed = (given: string) => Buffer.from(given).toString();

/** Line breaks as one program writes them; the last one stands before a divider and is the divider's. */
const asRead = (read = "") => wellFormed(read).replace(/\r\n?/g, "\n").replace(/\n$/, "");

const filesOf = ({ attachments }: Email) =>
  attachments.map(({ filename, disposition, contentId, content }) => ({
    ...{ filename, disposition, contentId: contentId ?? null },
    bytes: Buffer.from(content as ArrayBuffer).toString("hex"),
  }));

describe("a letter in the words of the wire", () => {
  it("is read back as what was written, whatever was written", async () => {
    await fc.assert(
      fc.asyncProperty(mail, async (given) => {
        const letter = sealed(given);
        const read = await PostalMime.parse(composeLetter(letter).raw);
        expect(read).toMatchObject({
          ...{ messageId: letter.messageId, from: { address: letter.from.address } },
          ...{ to: [{ address: letter.to }], replyTo: [{ address: letter.replyTo }] },
        });
        expect(read.from?.name).toBe(wellFormed(letter.from.name));
        expect(read.subject ?? "").toBe(wellFormed(letter.subject));
        expect(read.inReplyTo).toBe(letter.inReplyTo);
        expect(read.references ?? "").toBe((letter.references ?? []).join(" "));
        const header = read.headers.find(({ key }) => key === "x-given")?.value;
        expect(decodeWords(header ?? "")).toBe(letter.headers?.["X-Given"] ?? "");
        expect(asRead(read.text)).toBe(asRead(letter.text));
        if (letter.html !== undefined) expect(asRead(read.html)).toBe(asRead(letter.html));
        expect(new Set(filesOf(read))).toEqual(
          new Set(
            letter.attachments.map(({ name, bytes, contentId }) => ({
              ...{ filename: wellFormed(name), disposition: contentId ? "inline" : "attachment" },
              contentId: contentId ? `<${contentId}>` : null,
              bytes: Buffer.from(bytes).toString("hex"),
            })),
          ),
        );
        expect(Date.parse(read.date ?? "")).toBeGreaterThan(Date.now() - 60_000);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps to the lines of the wire: CRLF, ASCII, 78 letters", () => {
    fc.assert(
      fc.property(mail, (given) => {
        const raw = composeLetter(sealed(given)).raw.toString("latin1");
        expect(raw.endsWith("\r\n")).toBe(true);
        expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]|[^\t -~]/);
        // Servers cut blanks off at the ends of lines.
        expect(raw).not.toMatch(/[^:][ \t]\r\n/);
        const longest = Math.max(...raw.split("\r\n").map(({ length }) => length));
        expect(longest).toBeLessThanOrEqual(78);
      }),
      { numRuns: 300 },
    );
  });

  it("says the same as the library's own composer", async () => {
    await fc.assert(
      fc.asyncProperty(mail, async (given) => {
        const letter = sealed(given);
        const theirs = await new MailComposer({
          ...{ messageId: letter.messageId, from: letter.from, to: letter.to },
          ...{ subject: letter.subject, text: letter.text, newline: "\r\n" },
          ...(letter.html === undefined ? {} : { html: letter.html }),
          attachments: letter.attachments
            .filter(({ mediaType }) => mediaType !== "message/rfc822")
            .map(({ name, mediaType, bytes }) => ({
              ...{ filename: name, contentType: mediaType, content: Buffer.from(bytes) },
            })),
        })
          .compile()
          .build();
        const own = composeLetter({
          ...letter,
          attachments: letter.attachments
            .filter(({ mediaType }) => mediaType !== "message/rfc822")
            .map(({ contentId: _, ...rest }) => rest),
        });
        const [read, other] = [await PostalMime.parse(own.raw), await PostalMime.parse(theirs)];
        expect(read.to).toEqual(other.to);
        // Theirs hands on what only looks encoded.
        if (!letter.from.name.includes("=?")) expect(read.from).toEqual(other.from);
        if (!letter.subject.includes("=?")) expect(read.subject).toBe(other.subject);
        // Theirs takes a return that stands before a break for a part of it.
        if (!letter.html?.includes("\r\r\n")) {
          expect(asRead(read.html).trimEnd()).toBe(asRead(other.html).trimEnd());
        }
        expect(filesOf(read)).toEqual(filesOf(other));
      }),
      { numRuns: 100 },
    );
  });
});
