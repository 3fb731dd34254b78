import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../../context";
import { openDesk } from "../../testing";
import { saveChannel } from "..";
import { channelScene } from "../testing/channel-scene";
import { readAccount } from "./account";

const desk = await openDesk();

/** Goes on once the other waits for a row of ours, or is through without having waited. */
async function untilHeldUp(ctx: Context, other: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  other.then(over, over);
  while (!isOver) {
    const [waiting] = await reading(
      ctx,
      ({ sql }) => sql`
        select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`,
    );
    if (waiting) return;
    await setImmediate();
  }
}

it("writes no old token over one that a service gives while the form is saved", async () => {
  const server = {
    host: "127.0.0.1",
    port: 25,
    security: "plain",
    signIn: "oauth",
    user: "a@b.cz",
  };
  const tokens = { service: "google", clientId: "client" };
  const settings = { ...server, tokens };
  const given = (typed: Record<string, string>) => ({
    ...{ channel: "email" as const, provider: "smtp", settings, secrets: typed },
  });
  const secrets = { clientSecret: "secret", refreshToken: "old" };
  const { ctx, admin } = await channelScene(desk, given(secrets));
  const saved = await inTransaction(ctx, async (inner, tx) => {
    const sealed = inner.keys.seal(JSON.stringify({ ...secrets, refreshToken: "fresh" }));
    await tx.sql`update channel_accounts set secret_cipher = ${sealed} where channel = 'email'`;
    const saving = saveChannel(admin, given({}));
    await untilHeldUp(inner, saving);
    return { saving };
  });
  await saved.saving;
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  expect(account?.secrets).toMatchObject({ refreshToken: "fresh" });
});
