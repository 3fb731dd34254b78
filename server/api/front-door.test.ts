import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { believable, guardFrontDoor } from "./front-door";

const plain = { remoteAddress: "::ffff:10.0.0.9", isEncrypted: false };

describe("the caller's address", () => {
  it.each<[string, number, string | undefined]>([
    ["10.0.0.9", 0, undefined],
    ["10.0.0.9", 0, "1.2.3.4"],
    ["10.0.0.9", 0, "1.2.3.4, 5.6.7.8"],
    ["5.6.7.8", 1, "1.2.3.4, 5.6.7.8"],
    ["1.2.3.4", 2, "6.6.6.6,1.2.3.4 , 10.0.0.1"],
    ["10.0.0.9", 1, undefined],
    ["10.0.0.9", 2, "6.6.6.6"],
    ["10.0.0.9", 1, "1.2.3.4,"],
    ["1.2.3.4", 1, "1.2.3.4:51000"],
    ["2001:db8::1", 1, "[2001:db8::1]:51000"],
    ["1.2.3.4", 1, "::ffff:1.2.3.4"],
  ])("is %s behind %i proxies and %s", (expected, hops, header) => {
    const found = believable({ "x-forwarded-for": header }, plain, hops);
    expect(found["x-forwarded-for"]).toBe(expected);
  });
});

describe("scheme and host", () => {
  const told = { "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" };

  it("are the connection's when no proxy stands in front", () => {
    expect(believable(told, plain, 0)).toMatchObject({
      "x-forwarded-proto": "http",
      "x-forwarded-host": undefined,
    });
    const found = believable({}, { ...plain, isEncrypted: true }, 0);
    expect(found["x-forwarded-proto"]).toBe("https");
  });

  it("are what the outermost trusted proxy wrote, handed on or added to", () => {
    expect(believable(told, plain, 2)).toMatchObject({
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
    });
    const chain = { "x-forwarded-proto": "ftp, https, http" };
    expect(believable(chain, plain, 2)["x-forwarded-proto"]).toBe("https");
  });
});

describe("the front door", () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  /** What a handler sees when a caller forges everything. */
  async function seenBehind(hops: number): Promise<IncomingHttpHeaders> {
    ends.push(guardFrontDoor(hops));
    const server = createServer((asked, answer) => answer.end(JSON.stringify(asked.headers)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ends.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const headers = {
      "x-forwarded-for": "6.6.6.6, 1.2.3.4",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-forwarded-port": "99",
    };
    return new Promise((resolve, reject) => {
      const call = request({ port, host: "127.0.0.1", headers, agent: false }, async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part as Buffer);
        resolve(JSON.parse(Buffer.concat(parts).toString()));
      });
      call.once("error", reject);
      call.end();
    });
  }

  it("puts the headers right before a handler reads them", async () => {
    const seen = await seenBehind(0);
    expect(seen["x-forwarded-for"]).toBe("127.0.0.1");
    expect(seen["x-forwarded-proto"]).toBe("http");
    expect(seen).not.toHaveProperty("x-forwarded-host");
    expect(seen).not.toHaveProperty("x-forwarded-port");
  });

  it("believes as many proxies as it was told of", async () => {
    const seen = await seenBehind(1);
    expect(seen["x-forwarded-for"]).toBe("1.2.3.4");
    expect(seen["x-forwarded-host"]).toBe("evil.example");
  });
});
