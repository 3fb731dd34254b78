import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { checkSmtp, type LetterMail } from ".";
import { smtpCarrier } from "./smtp-carrier";
import { catchSmtp } from "./testing/catch-smtp";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const NAME = "saldo@agency.example";

function tokens(...answers: (string | Error)[]) {
  const dropped: string[] = [];
  let at = 0;
  const get = async () => {
    const answer = answers[at++];
    if (typeof answer !== "string") throw answer;
    return answer;
  };
  return { dropped, token: { get, drop: (value: string) => void dropped.push(value) } };
}

async function server(user: { password?: string | null; isExplained?: boolean } = {}) {
  const good = `ok${"x".repeat(2_500)}`;
  const own = { name: NAME, password: null, tokens: new Set([good]), ...user };
  const catcher = await catchSmtp(own);
  open.push(() => catcher.close());
  const url = catcher.url.replace("//", `//${encodeURIComponent(NAME)}:@`);
  return { catcher, url, good };
}

const letter: LetterMail = {
  ...{ messageId: "<1@agency.example>", from: { name: "Saldo", address: NAME }, replyTo: NAME },
  ...{ to: "jan@obec.example", subject: "Výzva", text: "Zaplaťte.", attachments: [] },
};

describe("letters leave by a token", () => {
  it.each([[{}], [{ password: "heslo" }]])("of whoever is asked for one (%j)", async (user) => {
    const { catcher, url, good } = await server(user);
    const { token, dropped } = tokens(good);
    const carrier = smtpCarrier(url, { token });
    expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "accepted" });
    await carrier.close?.();
    expect(catcher.mails).toHaveLength(1);
    expect(dropped).toEqual([]);
  });

  it.each([[true], [false]])(
    "and by a fresh one where it was taken back (explained: %j)",
    async (isExplained) => {
      const { catcher, url, good } = await server({ isExplained });
      const { token, dropped } = tokens("old", good);
      const carrier = smtpCarrier(url, { token });
      expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "accepted" });
      await carrier.close?.();
      expect([catcher.mails.length, dropped]).toEqual([1, ["old"]]);
    },
  );

  it("and wait for a person where the server lets the application not in", async () => {
    const { catcher, url } = await server();
    const carrier = smtpCarrier(url, { token: tokens("old", "older").token });
    expect(await carrier.hand(letter, "k")).toEqual({
      ...{ outcome: "busy", reason: "channels.oauth_not_admitted", needsPerson: true },
    });
    expect(catcher.mails).toEqual([]);
  });

  it.each([
    ["silent", true, { outcome: "busy", reason: "channels.oauth_silent" }],
    [
      ...(["invalid_grant", false] as const),
      { outcome: "busy", reason: "channels.oauth_invalid_grant", needsPerson: true },
    ],
  ])("and say why there is none: %s", async (fault, retryable, handed) => {
    const { url } = await server();
    const none = new DomainError({ kind: "external", retryable }, `channels.oauth_${fault}`);
    const carrier = smtpCarrier(url, { token: tokens(none).token });
    expect(await carrier.hand(letter, "k")).toEqual(handed);
    await expect(checkSmtp(url, { token: tokens(none).token })).rejects.toBe(none);
  });

  it("as RFC 7628 has it where the server knows no XOAUTH2", async () => {
    const said: string[] = [];
    const plain = createServer((socket: Socket) => {
      socket.on("error", () => undefined);
      socket.write("220 ready\r\n");
      createInterface(socket).on("line", (line) => {
        said.push(line);
        const isFirst = line.startsWith("AUTH ") && !line.includes(encoded("good"));
        if (line.startsWith("EHLO")) socket.write("250-x\r\n250 AUTH OAUTHBEARER\r\n");
        else if (isFirst) socket.write("334 eyJzdGF0dXMiOiI0MDEifQ==\r\n");
        else if (line === "AQ==") socket.write("535 5.7.8 no\r\n");
        else socket.write("235 in\r\n");
      });
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    open.push(async () => void plain.close());
    const { port } = plain.address() as AddressInfo;
    const encoded = (token: string) =>
      Buffer.from(
        `n,a=${NAME},\x01host=127.0.0.1\x01port=${port}\x01auth=Bearer ${token}\x01\x01`,
      ).toString("base64");
    const url = `smtp://${encodeURIComponent(NAME)}:@127.0.0.1:${port}`;
    await checkSmtp(url, { token: tokens("old", "good").token });
    const words = said.filter((line) => !line.startsWith("EHLO"));
    expect(words.slice(0, 3)).toEqual([
      ...[`AUTH OAUTHBEARER ${encoded("old")}`, "AQ=="],
      `AUTH OAUTHBEARER ${encoded("good")}`,
    ]);
  });
});
