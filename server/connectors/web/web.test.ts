import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel/errors";
import { askWeb, isPrivateAddress } from ".";
import { judgedLookup } from "./callable";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
}

const inside = { timeoutMs: 5_000, bytesMax: 1_000, isPrivateAllowed: true };
const outside = { ...inside, isPrivateAllowed: false };

describe("an address", () => {
  it.each([
    "10.1.2.3",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.1.1",
    "168.63.129.16",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
  ])("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1028::1", "2606:4700::1111"])(
    "%s is not",
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );

  it.each([
    ["http://example.com/", "feeds.web_address"],
    ["file:///etc/passwd", "feeds.web_address"],
    ["https://user:word@example.com/", "feeds.web_address"],
    ["https://127.0.0.1/", "feeds.web_private"],
    ["https://0.0.0.0/", "feeds.web_private"],
    ["https://0/", "feeds.web_private"],
    ["https://127.1/", "feeds.web_private"],
    ["https://0177.0.0.1/", "feeds.web_private"],
    ["https://017700000001/", "feeds.web_private"],
    ["https://①②⑦.0.0.1/", "feeds.web_private"],
    ["https://[::]/", "feeds.web_private"],
    ["https://[0:0:0:0:0:ffff:7f00:1]/", "feeds.web_private"],
    ["https://[64:ff9b::7f00:1]/", "feeds.web_private"],
    ["https://[2002:7f00:1::]/", "feeds.web_private"],
    ["https://[fe80::1]/", "feeds.web_private"],
    ["https://[fd00:ec2::254]/", "feeds.web_private"],
    ["https://2852039166/", "feeds.web_private"],
    ["https://0xa9.0xfe.0xa9.0xfe/", "feeds.web_private"],
    ["https://2130706433/", "feeds.web_private"],
    ["https://0x7f.1/", "feeds.web_private"],
    ["https://[::1]/", "feeds.web_private"],
    ["https://[::ffff:10.0.0.1]/", "feeds.web_private"],
    ["https://localhost/", "feeds.web_private"],
    ["https://a.localhost./", "feeds.web_private"],
    ["https://169.254.169.254/latest/meta-data", "feeds.web_private"],
    ["https://168.63.129.16/machine?comp=goalstate", "feeds.web_private"],
  ])("%s is not called: %s", async (url, code) => {
    await expect(askWeb(new URL(url), {}, outside)).rejects.toMatchObject({ code });
  });

  it("that a name of ours stands for is judged after it is looked up", async () => {
    // The machine's own name resolves to itself.
    const { hostname } = await import("node:os");
    const { lookup } = await import("node:dns/promises");
    const known = await lookup(hostname()).catch(() => null);
    const name = known && isPrivateAddress(known.address) ? hostname() : "ip6-localhost";
    const asked = askWeb(new URL(`https://${name}:9/`), {}, outside);
    await expect(asked).rejects.toMatchObject({
      code: expect.stringMatching(/^feeds\.web_(private|unreachable)$/),
    });
  });
});

describe("a name that is looked up", () => {
  const askedOf = (rounds: string[][], isPrivateAllowed = false) => {
    const left = [...rounds];
    const lookup = judgedLookup({ isPrivateAllowed }, (_name, _options, done) => {
      const round = left.shift() ?? [];
      done(
        null,
        round.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    });
    return () =>
      new Promise<unknown>((resolve) => {
        lookup("rebinding.example", {}, (error, address) =>
          resolve(isDomainError(error) ? error.code : address),
        );
      });
  };

  it("and answers differently a moment later leads nowhere", async () => {
    const ask = askedOf([["8.8.8.8"], ["127.0.0.1"], ["169.254.169.254"]]);
    expect([await ask(), await ask(), await ask()]).toEqual([
      ...["8.8.8.8", "feeds.web_private", "feeds.web_private"],
    ]);
  });

  it("and has inner addresses beside an open one is called at the open one only", async () => {
    expect(await askedOf([["10.0.0.1", "::ffff:127.0.0.1", "8.8.8.8"]])()).toBe("8.8.8.8");
  });

  it("never leads to a cloud's metadata, also where inner machines may be called", async () => {
    expect(await askedOf([["10.0.0.1"]], true)()).toBe("10.0.0.1");
    const addresses = [
      ...["169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254"],
      ...["fd20:ce::254", "fd00:c1::a9fe:a9fe", "168.63.129.16", "::ffff:168.63.129.16"],
      ...["64:ff9b::a83f:8110"],
    ];
    for (const address of addresses) {
      expect(await askedOf([[address]], true)(), address).toBe("feeds.web_private");
    }
    const hosts = [
      ...["169.254.169.254", "2852039166", "[fd00:ec2::254]", "100.100.100.200"],
      ...["[fd20:ce::254]", "[fd00:c1::a9fe:a9fe]", "168.63.129.16"],
    ];
    for (const host of hosts) {
      await expect(askWeb(new URL(`http://${host}/`), {}, inside), host).rejects.toMatchObject({
        code: "feeds.web_private",
      });
    }
  });

  it("is the very address that the connection goes to", async () => {
    const url = await serve((_, reply) => void reply.end("whole"));
    url.hostname = "localhost";
    expect((await askWeb(url, {}, inside)).body.toString()).toBe("whole");
  });
});

describe("an answer", () => {
  it("comes whole, with its status, and is not followed elsewhere", async () => {
    const url = await serve((_, reply) => reply.writeHead(302, { location: "/y" }).end("body"));
    expect(await askWeb(url, {}, inside)).toMatchObject({ status: 302, body: Buffer.from("body") });
  });

  it("that is too large is cut off while it comes", async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200);
      reply.on("error", () => undefined);
      const more = () => {
        while (reply.write(Buffer.alloc(500)));
        reply.once("drain", more);
      };
      more();
    });
    await expect(askWeb(url, {}, inside)).rejects.toMatchObject({ code: "feeds.web_too_large" });
  });

  it("that drips is cut off at its time, however often a drop comes", async () => {
    const url = await serve((_, reply) => {
      const drops = setInterval(() => reply.write("x"), 10);
      reply.once("close", () => clearInterval(drops));
    });
    await expect(askWeb(url, {}, { ...inside, timeoutMs: 150 })).rejects.toMatchObject({
      code: "feeds.web_timeout",
    });
  });

  it("that never ends is not waited for", async () => {
    const url = await serve((_, reply) => void reply.writeHead(200).write("x"));
    await expect(askWeb(url, {}, { ...inside, timeoutMs: 50 })).rejects.toMatchObject({
      code: "feeds.web_timeout",
      retryable: true,
    });
  });
});
