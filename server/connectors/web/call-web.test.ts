import { Agent, createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcp, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { askWeb, callWeb, multipartBody, urlEncodedBody, type WebCall } from ".";

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

/** A machine that speaks no HTTP by itself. */
async function listen(meet: (socket: Socket) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
}

const rules = { timeoutMs: 5_000, bytesMax: 1_000, isPrivateAllowed: true };
const post = (url: URL, size = 3): WebCall => ({
  ...{ url, method: "POST", headers: { "x-try": "1" } },
  body: Buffer.alloc(size, "a"),
});
const readAll = async (request: AsyncIterable<unknown>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

describe("a call", () => {
  it("carries headers and body, and brings back status, headers and body", async () => {
    const url = await serve(async (request, reply) => {
      const body = await readAll(request);
      reply.writeHead(429, { "retry-after": "7" });
      reply.end(`${request.method} ${request.headers["x-try"]} ${body}`);
    });
    expect(await callWeb(post(url), rules)).toMatchObject({
      ...{ kind: "answer", status: 429, body: Buffer.from("POST 1 aaa") },
      headers: { "retry-after": "7" },
    });
  });

  it("over a connection that is kept leaves nothing behind on it", async () => {
    const url = await serve((_, reply) => void reply.end());
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    open.push(() => agent.destroy());
    const sockets = new Set<Socket>();
    agent.on("free", (socket: Socket) => sockets.add(socket));
    for (let call = 0; call < 12; call += 1) await callWeb({ ...post(url), agent }, rules);
    const [kept] = sockets;
    expect(sockets.size).toBe(1);
    expect(kept?.listenerCount("connect")).toBeLessThan(3);
  });

  it("says its length, so that a torn body is known as torn", async () => {
    const url = await serve(async (request, reply) => {
      await readAll(request);
      reply.end(`${request.headers["content-length"]} ${request.headers["transfer-encoding"]}`);
    });
    const said = await callWeb(post(url, 70_000), rules);
    expect(said).toMatchObject({ body: Buffer.from("70000 undefined") });
  });
});

it("on a connection that is kept leaves nothing behind", async () => {
  const url = await serve((_, reply) => void reply.end());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const left = () => Object.values(agent.freeSockets)[0]?.[0]?.listenerCount("connect");
  await callWeb({ ...post(url), agent }, rules);
  const before = left();
  for (let turn = 0; turn < 3; turn += 1) await callWeb({ ...post(url), agent }, rules);
  expect(before).toBeDefined();
  expect(left()).toBe(before);
  agent.destroy();
});

describe("surely nothing arrived", () => {
  it("where nobody listens", async () => {
    const url = await listen(() => undefined);
    for (const close of open.splice(0)) close();
    expect(await callWeb(post(url), rules)).toEqual({ kind: "unsent", reason: "web_unreachable" });
  });

  it("where no such name is", async () => {
    const url = new URL("http://no-such-machine.invalid/");
    expect(await callWeb(post(url), rules)).toEqual({ kind: "unsent", reason: "web_unreachable" });
  });

  it.each([
    ["http://example.com/", "web_address"],
    ["https://127.0.0.1/", "web_private"],
  ])("where we must not call: %s", async (address, reason) => {
    const outside = { ...rules, isPrivateAllowed: false };
    const said = await callWeb(post(new URL(address)), outside);
    expect(said).toEqual({ kind: "unsent", reason });
  });

  it("where a secure connection never came to be", async () => {
    const url = await listen((socket) => socket.end("no TLS here\r\n"));
    url.protocol = "https:";
    expect(await callWeb(post(url), rules)).toMatchObject({ kind: "unsent" });
    const silent = await listen(() => undefined);
    silent.protocol = "https:";
    const said = await callWeb(post(silent), { ...rules, timeoutMs: 300 });
    expect(said).toEqual({ kind: "unsent", reason: "web_timeout" });
  });

  it("where the other side is not who it says", async () => {
    // Its own certificate is one that nobody has signed.
    const server = new SMTPServer({ secure: true, logger: false });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(() => void server.close());
    const { port } = server.server.address() as AddressInfo;
    const said = await callWeb(post(new URL(`https://127.0.0.1:${port}/`)), rules);
    expect(said).toEqual({ kind: "unsent", reason: "web_unreachable" });
  });

  it("where the connection broke while the body was on its way", async () => {
    const url = await listen((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const said = await callWeb(post(url, 64 * 1024 * 1024), rules);
    expect(said).toEqual({ kind: "unsent", reason: "web_unreachable" });
  });
});

describe("it may have arrived", () => {
  const unreachable = { kind: "unknown", reason: "web_unreachable" };

  it("where the connection broke after it, without a word", async () => {
    const reset = await listen((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await callWeb(post(reset), rules)).toEqual(unreachable);
    const ended = await listen((socket) => socket.once("data", () => socket.end()));
    expect(await callWeb(post(ended), rules)).toEqual(unreachable);
  });

  it("where the answer is torn", async () => {
    const torn = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
    const url = await listen((socket) => socket.once("data", () => socket.end(torn)));
    expect(await callWeb(post(url), rules)).toEqual(unreachable);
  });

  it("where the answer is no HTTP", async () => {
    const url = await listen((socket) => socket.once("data", () => socket.end("hello\r\n\r\n")));
    expect(await callWeb(post(url), rules)).toEqual(unreachable);
  });

  it("where nothing is said in time", async () => {
    const url = await serve(() => undefined);
    const said = await callWeb(post(url), { ...rules, timeoutMs: 300 });
    expect(said).toEqual({ kind: "unknown", reason: "web_timeout" });
  });

  it("where a large body stalls: of a part nobody can say that it was the last", async () => {
    const url = await listen((socket) => socket.pause());
    const said = await callWeb(post(url, 64 * 1024 * 1024), { ...rules, timeoutMs: 300 });
    expect(said).toEqual({ kind: "unknown", reason: "web_timeout" });
  });

  it("where the answer is larger than we take", async () => {
    const url = await serve((_, reply) => void reply.end(Buffer.alloc(2_000)));
    const said = await callWeb(post(url), rules);
    expect(said).toEqual({ kind: "unknown", reason: "web_too_large" });
  });
});

it("a question by GET throws what a call tells", async () => {
  const url = await serve((_, reply) => void reply.destroy());
  await expect(askWeb(url, {}, rules)).rejects.toMatchObject({ code: "feeds.web_unreachable" });
});

describe("a body", () => {
  it("of fields keeps every letter", () => {
    const { body, headers } = urlEncodedBody({ text: "Příliš & žluťoučký=+" });
    expect(headers["content-type"]).toMatch(/urlencoded/);
    expect(new URLSearchParams(body.toString()).get("text")).toBe("Příliš & žluťoučký=+");
  });

  it("of parts is read by a parser that is not ours, names with quotes too", async () => {
    const bytes = Buffer.from([0, 13, 10, 255]);
    const { body, headers } = multipartBody([
      { name: "user", value: "Žofie\r\n--" },
      { name: "file", fileName: 'a"\r\nb.xml', mediaType: "text/xml", bytes },
    ]);
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    expect(form.get("user")).toBe("Žofie\r\n--");
    const file = form.get("file") as File;
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    expect(file.type).toBe("text/xml");
  });
});
