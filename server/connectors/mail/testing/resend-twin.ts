import { createServer } from "node:http";

export interface ResendTwin {
  baseUrl: string;
  /** Taken mails, one for each idempotency key. */
  mails: { body: Record<string, unknown>; key: string; authorization: string }[];
  refuseWith(status: number | null): void;
  close(): Promise<void>;
}

/** Speaks the wire format of Resend's `POST /emails`, its idempotency and its errors. */
export async function resendTwin(): Promise<ResendTwin> {
  const mails: ResendTwin["mails"] = [];
  let refusal: number | null = null;
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    reply.setHeader("content-type", "application/json");
    const say = (status: number, body: object) => reply.writeHead(status).end(JSON.stringify(body));
    if (request.method !== "POST" || request.url !== "/emails") return say(404, {});
    if (refusal !== null) {
      const name = refusal === 422 ? "validation_error" : "rate_limit_exceeded";
      return say(refusal, { statusCode: refusal, name, message: "no" });
    }
    const key = String(request.headers["idempotency-key"] ?? "");
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const known = mails.findIndex((mail) => mail.key === key);
    if (known === -1) {
      mails.push({ body, key, authorization: String(request.headers.authorization) });
    }
    return say(200, { id: `mail-${known === -1 ? mails.length : known + 1}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    mails,
    refuseWith: (status) => {
      refusal = status;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
