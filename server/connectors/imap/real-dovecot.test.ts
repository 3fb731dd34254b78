import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createPlain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fetchMails, type MailboxSettings, openCursor } from ".";

const DOVECOT = "/usr/sbin/dovecot";
/** It changes users at its start, which root alone may. */
const isHere = existsSync(DOVECOT) && process.getuid?.() === 0;
const USER = "box@agency.example";

/** Whom the server asks about a token (RFC 7662). */
const introspection = createServer(async (request, reply) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const token = new URLSearchParams(Buffer.concat(pieces).toString()).get("token");
  const isActive = token === "good";
  reply.setHeader("content-type", "application/json");
  reply.end(JSON.stringify(isActive ? { active: true, username: USER } : { active: false }));
});

const listen = (server: { listen(port: number, host: string, done: () => void): unknown }) =>
  new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));

async function freePort(): Promise<number> {
  const server = createPlain();
  await listen(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    // Its greeting, not the line alone: the socket may stand before the server does.
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
  });

const confOf = (dir: string, port: number) => `
base_dir = ${dir}/run
log_path = ${dir}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = MECHANISMS
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
mail_location = maildir:${dir}/mail/%u
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${dir}/oauth2.conf
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${dir}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;

describe.skipIf(!isHere).each(["xoauth2", "oauthbearer"])("Dovecot that offers %s", (method) => {
  let [dir, port] = ["", 0];
  let server: ChildProcess;
  beforeAll(async () => {
    if (!introspection.listening) await listen(introspection);
    dir = await mkdtemp(join(tmpdir(), "dovecot-"));
    port = await freePort();
    await mkdir(join(dir, "mail"));
    await Promise.all([chmod(dir, 0o755), chmod(join(dir, "mail"), 0o777)]);
    const conf = confOf(dir, port).replace("MECHANISMS", method);
    await writeFile(join(dir, "dovecot.conf"), conf);
    const asked = (introspection.address() as AddressInfo).port;
    await writeFile(
      join(dir, "oauth2.conf"),
      `introspection_mode = post\nintrospection_url = http://127.0.0.1:${asked}/\n` +
        "username_attribute = username\nactive_attribute = active\nactive_value = true\n",
    );
    server = spawn(DOVECOT, ["-F", "-c", join(dir, "dovecot.conf")], { stdio: "ignore" });
    await vi.waitFor(async () => expect(await canConnect(port)).toBe(true), 10_000);
  }, 20_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill();
    await ended;
    await rm(dir, { recursive: true, force: true });
  });

  const settings = (...answers: string[]): MailboxSettings => ({
    ...{ host: "127.0.0.1", port, security: "plain", user: USER, password: "" },
    token: { get: async () => answers.shift() ?? "", drop: () => undefined },
  });

  it("lets a good token in, and a fresh one after one that it refused", async () => {
    expect(await openCursor(settings("good"), new Date())).toMatchObject({ lastUid: 0 });
    expect((await fetchMails(settings("old", "good"), null)).items).toEqual([]);
  }, 20_000);

  it("refuses one that it does not know", async () => {
    await expect(openCursor(settings("old", "older"), new Date())).rejects.toMatchObject({
      code: "channels.oauth_not_admitted",
    });
  }, 20_000);
});

afterAll(async () => {
  introspection.closeAllConnections();
  await new Promise((resolve) => introspection.close(resolve));
});
