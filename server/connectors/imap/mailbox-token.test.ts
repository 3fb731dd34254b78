import { afterEach, describe, expect, it } from "vitest";
import { fetchMails, type MailboxSettings } from ".";
import { imapTwin } from "./testing/imap-twin";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const METHODS = ["XOAUTH2", "OAUTHBEARER"] as const;

async function mailbox(method: (typeof METHODS)[number], answers: readonly (string | Error)[]) {
  const good = new Set(["good"]);
  const twin = await imapTwin({ tokens: { method, good } });
  open.push(() => twin.close());
  twin.put("Subject: Re\r\n\r\nZaplatím.\r\n");
  const dropped: string[] = [];
  let at = 0;
  const token = {
    async get() {
      const answer = answers[at++];
      if (typeof answer !== "string") throw answer;
      return answer;
    },
    drop: (value: string) => void dropped.push(value),
  };
  const settings: MailboxSettings = {
    ...{ host: "127.0.0.1", port: twin.port, security: "plain" },
    ...{ user: "saldo@agency.example", password: "", token },
  };
  return { twin, settings, dropped };
}

describe.each(METHODS)("a mailbox that takes tokens alone, said by %s", (method) => {
  it("is read", async () => {
    const { settings, dropped, twin } = await mailbox(method, ["good"]);
    expect((await fetchMails(settings, null)).items).toHaveLength(1);
    expect(dropped).toEqual([]);
    expect(twin.commands.join()).not.toContain("good");
  });

  it("is read by another token where the first was taken back", async () => {
    const { settings, dropped, twin } = await mailbox(method, ["old", "good"]);
    expect((await fetchMails(settings, null)).items).toHaveLength(1);
    expect(dropped).toEqual(["old"]);
    expect(twin.commands.filter((line) => line === "AUTHENTICATE")).toHaveLength(2);
  });

  it("says that it does not let the application in", async () => {
    const { settings, dropped } = await mailbox(method, ["old", "older", "good"]);
    await expect(fetchMails(settings, null)).rejects.toMatchObject({
      ...{ kind: "external", retryable: false, code: "channels.oauth_not_admitted" },
    });
    expect(dropped).toEqual(["old", "older"]);
  });

  it("is not asked where there is no token", async () => {
    const { settings, twin } = await mailbox(method, [new Error("no token")]);
    await expect(fetchMails(settings, null)).rejects.toThrow("no token");
    expect(twin.commands).toEqual([]);
  });
});
