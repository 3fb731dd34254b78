import { type AddressInfo, createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { fetchMails, type InboundMail, type MailboxSettings, markMails, openCursor } from ".";
import { type ImapTwin, imapTwin, type TwinOptions } from "./testing/imap-twin";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const NOW = new Date("2026-03-01T09:00:00Z");

const mailOf = (n: number, body = "Zaplatím zítra.") =>
  `Message-ID: <r${n}@obec.example>\r\nFrom: Jan Novák <jan@obec.example>\r\n` +
  `To: reply+abc@mail.example\r\nSubject: Re: =?UTF-8?Q?V=C3=BDzva?= ${n}\r\n` +
  `Date: Sun, 1 Mar 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`;

async function mailbox(options: TwinOptions = {}, more: Partial<MailboxSettings> = {}) {
  const twin = await imapTwin(options);
  open.push(() => twin.close());
  const settings: MailboxSettings = {
    ...{ host: "127.0.0.1", port: twin.port, security: "plain" },
    ...{ user: "saldo@agency.example", password: "heslo" },
    ...more,
  };
  return { twin, settings };
}

const fill = (twin: ImapTwin, count: number) => {
  for (let n = 1; n <= count; n += 1) twin.put(mailOf(n));
};

const uids = (items: readonly { uid: number }[]) => items.map(({ uid }) => uid);
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error) => error.code,
  );

describe("new mails", () => {
  it("come once, in order, page by page, and nothing in the box changes", async () => {
    const { twin, settings } = await mailbox({}, { limits: { pageMails: 3 } });
    fill(twin, 7);
    const seen: number[] = [];
    let cursor = null;
    for (let more = true; more; ) {
      const page = await fetchMails(settings, cursor);
      seen.push(...uids(page.items));
      ({ next: cursor, hasMore: more } = page);
      expect(page.isRenumbered).toBe(false);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await fetchMails(settings, cursor)).items).toEqual([]);
    twin.put(mailOf(8));
    expect(uids((await fetchMails(settings, cursor)).items)).toEqual([8]);
    expect(twin.mails.every(({ flags }) => flags.size === 0)).toBe(true);
    expect(twin.commands.some((line) => /^SELECT|STORE|EXPUNGE|BODY\[/.test(line))).toBe(false);
  });

  it("come from the address that was judged, and from no other", async () => {
    const host = "imap.agency.example";
    const { twin, settings } = await mailbox({}, { host, addressOf: async () => "127.0.0.1" });
    twin.put(mailOf(1));
    expect(uids((await fetchMails(settings, null)).items)).toEqual([1]);
    const inner = async () => {
      throw new DomainError("precondition", "channels.host_private", { host });
    };
    const asked = twin.commands.length;
    const refused = fetchMails({ ...settings, addressOf: inner }, null);
    expect(await codeOf(refused)).toBe("channels.host_private");
    const missing = async () => {
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    };
    const unknown = fetchMails({ ...settings, addressOf: missing }, null);
    expect(await codeOf(unknown)).toBe("mailbox.unreachable");
    expect(twin.commands).toHaveLength(asked);
  });

  it("are asked for under the certificate of the name, whatever address it is at", async () => {
    const names: string[] = [];
    const server = createTlsServer({
      SNICallback: (name, answer) => {
        names.push(name);
        answer(new Error("no certificate"));
      },
    }).on("tlsClientError", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(async () => void server.close());
    const settings: MailboxSettings = {
      ...{ host: "imap.agency.example", addressOf: async () => "127.0.0.1" },
      ...{ port: (server.address() as AddressInfo).port, security: "tls" },
      ...{ user: "saldo@agency.example", password: "heslo" },
    };
    expect(await codeOf(openCursor(settings, NOW))).toMatch(/^mailbox\./);
    expect(names).toEqual(["imap.agency.example"]);
  });

  it("say what was written", async () => {
    const { twin, settings } = await mailbox();
    twin.put(mailOf(1));
    const [item] = (await fetchMails(settings, null)).items;
    expect(item).toMatchObject({
      ...{ kind: "mail", uid: 1, key: "<r1@obec.example>", messageId: "<r1@obec.example>" },
      from: { name: "Jan Novák", address: "jan@obec.example" },
      to: [{ name: "", address: "reply+abc@mail.example" }],
      ...{ subject: "Re: Výzva 1", text: "Zaplatím zítra.\n", html: null },
      date: new Date("2026-03-01T09:00:00Z"),
      receivedAt: new Date("2026-03-01T09:00:00Z"),
    });
    expect((item as InboundMail).raw.toString()).toBe(mailOf(1));
  });

  it("begin where the box stood when it was opened", async () => {
    const { twin, settings } = await mailbox();
    expect(await openCursor(settings, NOW)).toEqual({
      ...{ uidValidity: "1700000001", lastUid: 0, sinceOn: "2026-03-01" },
    });
    fill(twin, 3);
    const cursor = await openCursor(settings, NOW);
    expect(cursor.lastUid).toBe(3);
    twin.put(mailOf(4));
    expect(uids((await fetchMails(settings, cursor)).items)).toEqual([4]);
  });

  it("are read anew, and it is said, once the server has numbered them anew", async () => {
    const { twin, settings } = await mailbox();
    fill(twin, 3);
    const first = await fetchMails(settings, null);
    twin.remove(1);
    twin.renumber();
    const again = await fetchMails(settings, first.next);
    expect(again.isRenumbered).toBe(true);
    expect(again.items.map(({ key }) => key)).toEqual(first.items.slice(1).map(({ key }) => key));
    expect(again.next).toEqual({ uidValidity: "1700000002", lastUid: 2 });
  });

  it("of the past stay there also when they are numbered anew; old ones put in later come", async () => {
    const { twin, settings } = await mailbox({}, { limits: { pageMails: 1 } });
    const old = { receivedAt: new Date("2026-02-28T23:00:00Z") };
    twin.put(mailOf(1), old);
    let cursor = await openCursor(settings, NOW);
    twin.put(mailOf(2), { receivedAt: NOW });
    twin.put(mailOf(3), { receivedAt: new Date("2026-03-05T08:00:00Z") });
    twin.renumber();
    const keys: string[] = [];
    const readAll = async () => {
      for (let more = true; more; ) {
        const page = await fetchMails(settings, cursor);
        keys.push(...page.items.map(({ key }) => key));
        ({ next: cursor, hasMore: more } = page);
      }
    };
    await readAll();
    twin.put(mailOf(4), old);
    await readAll();
    expect(keys).toEqual([2, 3, 4].map((n) => `<r${n}@obec.example>`));
  });

  it("that were deleted while we asked are passed over", async () => {
    const { twin, settings } = await mailbox();
    fill(twin, 4);
    twin.interfere = ({ line }) => {
      if (line.startsWith("UID FETCH 1,2,3,4")) twin.remove(2);
      if (line.startsWith("UID FETCH 3 ")) twin.remove(3);
      return false;
    };
    const page = await fetchMails(settings, null);
    expect(uids(page.items)).toEqual([1, 4]);
    expect(page).toMatchObject({ next: { lastUid: 4 }, hasMore: false });
  });

  it("of a page too large wait for the next one", async () => {
    const { twin, settings } = await mailbox({}, { limits: { pageBytes: 5_000 } });
    for (let n = 1; n <= 3; n += 1) twin.put(mailOf(n, "x".repeat(3_000)));
    const page = await fetchMails(settings, null);
    expect(uids(page.items)).toEqual([1]);
    expect(page.hasMore).toBe(true);
    expect(uids((await fetchMails(settings, page.next)).items)).toEqual([2]);
  });
});

describe("a mail that cannot be read is not lost:", () => {
  it("one that is too large, one that the server cannot read, one that is none", async () => {
    const { twin, settings } = await mailbox({}, { limits: { mailBytes: 400_000 } });
    twin.put(mailOf(1, "x".repeat(500_000)));
    twin.put(mailOf(2), { isBroken: true });
    twin.put(Buffer.from([0, 1, 2, 255, 254]));
    twin.put(mailOf(4));
    const { items, next } = await fetchMails(settings, null);
    expect(items).toMatchObject([
      { kind: "dead", uid: 1, reason: "too_large" },
      { kind: "dead", uid: 2, reason: "unreadable", size: Buffer.byteLength(mailOf(2)) },
      { kind: "dead", uid: 3, reason: "unreadable", raw: Buffer.from([0, 1, 2, 255, 254]) },
      { kind: "mail", uid: 4 },
    ]);
    const [large] = items;
    expect(large?.raw).toHaveLength(256 * 1024);
    expect(large?.raw.toString("latin1", 0, 11)).toBe("Message-ID:");
    expect(next.lastUid).toBe(4);
  });
});

describe("marking as seen", () => {
  it("is done when told, and only under the same numbering", async () => {
    const { twin, settings } = await mailbox();
    fill(twin, 3);
    expect(
      await markMails(settings, { uidValidity: "1700000001", uids: [1, 3], mark: "seen" }),
    ).toBe(true);
    expect(twin.mails.map(({ flags }) => flags.has("\\Seen"))).toEqual([true, false, true]);
    const other = { uidValidity: "1", uids: [2], mark: "deleted" as const };
    expect(await markMails(settings, other)).toBe(false);
    expect(twin.mails[1]?.flags.size).toBe(0);
    expect(await markMails(settings, { ...other, uidValidity: "1700000001" })).toBe(true);
    expect([...(twin.mails[1]?.flags ?? [])]).toEqual(["\\Deleted"]);
  });

  it("passes over what somebody has seen, where only the unseen are asked for", async () => {
    const { twin, settings } = await mailbox();
    twin.put("Subject: a\r\n\r\na", { flags: new Set(["\\Seen"]) });
    twin.put("Subject: b\r\n\r\nb");
    const page = await fetchMails({ ...settings, isUnseenOnly: true }, null);
    expect(page.items.map(({ uid }) => uid)).toEqual([2]);
    expect(page.next.lastUid).toBe(2);
  });
});

describe("what goes wrong has a name:", () => {
  it("a wrong password, a folder that is not there", async () => {
    const { twin, settings } = await mailbox();
    const wrong = { ...settings, password: "jine" };
    const error = await fetchMails(wrong, null).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "mailbox.wrong_password", retryable: false });
    expect(await codeOf(fetchMails({ ...settings, folder: "Dluhy" }, null))).toBe(
      "mailbox.no_folder",
    );
    expect(twin.commands.join()).not.toContain("jine");
  });

  it("a sign-in that the server has no time for is no wrong password", async () => {
    const { twin, settings } = await mailbox();
    twin.interfere = ({ name, tag }, socket) =>
      name === "AUTHENTICATE" && socket.write(`${tag} NO [UNAVAILABLE] later\r\n`);
    const error = await fetchMails(settings, null).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "mailbox.throttled", retryable: true });
  });

  it("nobody there, nobody who greets, nobody who answers", async () => {
    const { twin, settings } = await mailbox({ greeting: null }, { times: { greetingMs: 50 } });
    expect(await codeOf(fetchMails({ ...settings, port: 1 }, null))).toBe("mailbox.unreachable");
    expect(await codeOf(fetchMails(settings, null))).toBe("mailbox.timeout");
    expect(twin.commands).toEqual([]);
    const mute = await mailbox({}, { times: { silenceMs: 100 } });
    fill(mute.twin, 1);
    mute.twin.interfere = ({ name }) => name === "UID SEARCH";
    expect(await codeOf(fetchMails(mute.settings, null))).toBe("mailbox.timeout");
  });

  it("one that drips for ever", async () => {
    const { twin, settings } = await mailbox({}, { times: { wholeMs: 300 } });
    fill(twin, 1);
    twin.interfere = ({ name }, socket) => {
      if (name !== "UID SEARCH") return false;
      const drops = setInterval(() => socket.write("* OK still here\r\n"), 20);
      socket.once("close", () => clearInterval(drops));
      return true;
    };
    expect(await codeOf(fetchMails(settings, null))).toBe("mailbox.timeout");
  });

  it("a line that is lost at the first mail; later what had come is kept", async () => {
    const { twin, settings } = await mailbox();
    fill(twin, 3);
    const cutAt = (uid: number) => {
      twin.interfere = ({ line, tag }, socket) => {
        if (!line.startsWith(`UID FETCH ${uid} `)) return false;
        socket.write(`* ${uid} FETCH (UID ${uid} BODY[] {200}\r\nMessage-ID: <r1`);
        setImmediate(() => socket.destroy());
        return tag !== "";
      };
    };
    cutAt(1);
    expect(await codeOf(fetchMails(settings, null))).toBe("mailbox.lost");
    cutAt(3);
    const page = await fetchMails(settings, null);
    expect(uids(page.items)).toEqual([1, 2]);
    expect(page).toMatchObject({ next: { lastUid: 2 }, hasMore: true });
    twin.interfere = null;
    expect(uids((await fetchMails(settings, page.next)).items)).toEqual([3]);
  });

  it("a server of other words, one that offers no safe line", async () => {
    const web = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    open.push(async () => web.close());
    const { port } = web.address() as { port: number };
    const { twin, settings } = await mailbox({}, { times: { greetingMs: 200 } });
    const odd = await codeOf(fetchMails({ ...settings, port }, null));
    expect(["mailbox.odd_answer", "mailbox.lost", "mailbox.timeout"]).toContain(odd);
    expect(await codeOf(fetchMails({ ...settings, security: "starttls" }, null))).toBe(
      "mailbox.insecure",
    );
    expect(twin.commands).not.toContain("LOGIN");
    expect(twin.commands).not.toContain("AUTHENTICATE");
  });

  it("a search that is refused is no empty box", async () => {
    const { twin, settings } = await mailbox();
    fill(twin, 1);
    twin.interfere = ({ name, tag }, socket) => {
      if (name !== "UID SEARCH") return false;
      return socket.write(`${tag} NO not now\r\n`);
    };
    expect(await codeOf(fetchMails(settings, null))).toBe("mailbox.odd_answer");
  });
});
