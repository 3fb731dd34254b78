import { createServer } from "node:http";

/** What goes wrong with the next questions. */
export type ResendFault =
  /** Taken, and this is answered. */
  | { kind: "take_and_say"; status: number; body?: string }
  /** Taken, and nothing is answered. */
  | { kind: "take_and_hang" }
  /** Taken, and the connection lost. */
  | { kind: "take_and_drop" }
  /** Not taken. */
  | { kind: "say"; status: number; name: string; headers?: Record<string, string> };

export interface ResendTwin {
  baseUrl: string;
  /** Taken mails, one for each idempotency key. */
  mails: { body: Record<string, unknown>; key: string; authorization: string }[];
  /** Questions of any kind so far. */
  readonly asked: number;
  refuseWith(status: number | null): void;
  fail(fault: ResendFault | null): void;
  close(): Promise<void>;
}

/** Speaks the wire format of Resend's `POST /emails`, its idempotency and its errors. */
export async function resendTwin(): Promise<ResendTwin> {
  const mails: ResendTwin["mails"] = [];
  let fault: ResendFault | null = null;
  let asked = 0;
  const server = createServer(async (request, reply) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    reply.setHeader("content-type", "application/json");
    const say = (status: number, body: object | string) =>
      reply.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    if (request.method !== "POST" || request.url !== "/emails") return say(404, {});
    if (fault?.kind === "say") {
      for (const [name, value] of Object.entries(fault.headers ?? {})) reply.setHeader(name, value);
      return say(fault.status, { statusCode: fault.status, name: fault.name, message: "no" });
    }
    const key = String(request.headers["idempotency-key"] ?? "");
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const known = mails.findIndex((mail) => mail.key === key);
    if (known === -1) {
      mails.push({ body, key, authorization: String(request.headers.authorization) });
    } else if (JSON.stringify(mails[known]?.body) !== JSON.stringify(body)) {
      const name = "invalid_idempotent_request";
      return say(409, { statusCode: 409, name, message: "other body" });
    }
    if (fault?.kind === "take_and_hang") return;
    if (fault?.kind === "take_and_drop") return request.socket.destroy();
    if (fault?.kind === "take_and_say") return say(fault.status, fault.body ?? "oops");
    return say(200, { id: `mail-${known === -1 ? mails.length : known + 1}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    mails,
    get asked() {
      return asked;
    },
    refuseWith: (status) => {
      const name = status === 422 ? "validation_error" : "rate_limit_exceeded";
      fault = status === null ? null : { kind: "say", status, name };
    },
    fail: (next) => {
      fault = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
