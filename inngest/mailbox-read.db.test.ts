import { afterAll, describe, expect, it } from "vitest";
import { imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp } from "@/server/connectors/mail/testing/catch-smtp";
import { nextDue } from "@/server/domain/clock";
import { atInstant, inTransaction } from "@/server/domain/context";
import { readMailbox } from "@/server/domain/messages";
import { mailOf, mailScene } from "@/server/domain/portal/testing/mail-scene";
import { openDesk } from "@/server/domain/testing";
import { SWEEPS } from "./sweeps";

const desk = await openDesk();
const [imap, smtp] = [await imapTwin({ user: "u", password: "p" }), await catchSmtp()];
afterAll(() => Promise.all([imap.close(), smtp.close()]));

describe("the clock", () => {
  it("gives a mail to its request, and an answer to the post, within a minute by its own clock", async () => {
    const it = await mailScene(desk, { imap, smtp });
    const from = await it.emailOf(it.first);
    const sweep = SWEEPS["mailbox-read"];
    const send = SWEEPS["messages-email"];
    if (!sweep || !send) throw new Error("no such job");
    // Whenever within the rhythm it comes, the next readings of the clock find it.
    for (const offset of [0, 1, 14_999, 15_001, 29_500, 44_000]) {
      const came = new Date(desk.now.getTime() + 600_000 + offset);
      const before = (await it.requests()).length;
      let due = new Date(came.getTime() - 90_000);
      while (due < came) {
        await readMailbox(atInstant(it.ctx, due));
        due = nextDue(sweep, due);
      }
      imap.put(mailOf({ From: from, Subject: `V ${offset}` }));
      let opened = due;
      for (;;) {
        const now = atInstant(it.ctx, due);
        const { count } = await readMailbox(now);
        opened = due;
        due = nextDue(sweep, due);
        if (count > 0) break;
      }
      await it.relay(atInstant(it.ctx, opened));
      expect((await it.requests()).length).toBe(before + 1);
      expect(opened.getTime() - came.getTime()).toBeLessThanOrEqual(45_000);
      await inTransaction(it.ctx, async (_, { sql }) => {
        await sql`update channel_accounts set read_at = ${desk.now}`;
      });
    }
    // What waits to leave is woken by its fact; the clock is there for what was put off.
    const answered = new Date(desk.now.getTime() + 1);
    expect(nextDue(send, answered).getTime() - answered.getTime()).toBeLessThanOrEqual(60_000);
    const waking = await it.rows(
      "select 1 from outbox_facts where name = 'messages.waiting' and payload->>'channel' = 'email'",
    );
    expect(waking.length).toBeGreaterThan(0);
  });
});
