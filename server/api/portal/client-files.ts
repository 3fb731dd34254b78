import { isSecureRequest } from "../../auth";
import type { PortalContext } from "../../domain/context";
import { CLIENT_FILE_BYTES_MAX, readMyFile, uploadFile } from "../../domain/requests";
import { refusedBody } from "../body-limit";
import { cookieOf } from "../cookie";
import { refusal } from "../crm/document-files";
import { isSameOrigin } from "../same-origin";
import { isFramedCall, portalCookieName, visitOf } from "./session";

/** Nothing runs in what is sent here, nothing is loaded, and no page holds it in a frame. */
const HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

const plain = (text: string, status: number) => new Response(text, { status, headers: HEADERS });

/** The client who sent a request to a door, or why it is refused; a letter opens no files. */
async function clientOf(request: Request, slug: string): Promise<PortalContext | Response> {
  const { headers } = request;
  const secret = cookieOf(
    headers.get("cookie"),
    portalCookieName(isSecureRequest(headers), isFramedCall(headers, request.url)),
  );
  const { ctx } = await visitOf({ slug, secret });
  if (!ctx) return plain("sign in first", 401);
  if (!ctx.actor.letter) return ctx;
  return Response.json({ code: "portal.needs_account", params: {} }, told(403));
}

/** Takes the body as a file of a client's: PUT `?name=&key=`. Answers what it is known by. */
export async function receiveClientFile(request: Request, slug: string): Promise<Response> {
  if (!isSameOrigin(request.headers)) return plain("cross-site request refused", 403);
  const tooLarge = refusedBody(request.headers, CLIENT_FILE_BYTES_MAX);
  if (tooLarge?.status === 413) {
    const params = { megabytes: CLIENT_FILE_BYTES_MAX / 1024 ** 2 };
    return Response.json({ code: "requests.file_too_large", params }, told(400));
  }
  if (tooLarge) return tooLarge;
  const ctx = await clientOf(request, slug);
  if (ctx instanceof Response) return ctx;
  const query = new URL(request.url).searchParams;
  const [name, idempotencyKey] = [query.get("name") ?? "", query.get("key") ?? ""];
  if (!request.body || !name || idempotencyKey.length < 8 || idempotencyKey.length > 100) {
    return Response.json({ code: "files.empty", params: {} }, told(400));
  }
  const content = request.body as unknown as AsyncIterable<Uint8Array>;
  return uploadFile(ctx, { name: name.slice(-300), idempotencyKey }, content).then(
    (upload) => Response.json(upload, told(200)),
    refusal,
  );
}

const told = (status: number) => ({ status, headers: HEADERS });

/** A file of a request of the client's own, always to be saved and never shown as a page. */
export async function sendClientFile(
  request: Request,
  { slug, requestFileId }: { slug: string; requestFileId: number },
): Promise<Response> {
  if (!Number.isSafeInteger(requestFileId) || requestFileId < 1) return plain("not found", 404);
  const ctx = await clientOf(request, slug);
  if (ctx instanceof Response) return ctx;
  return readMyFile(ctx, { requestFileId }).then(
    ({ name, content }) =>
      new Response(new Uint8Array(content), {
        headers: {
          ...HEADERS,
          "content-type": "application/octet-stream",
          "content-length": String(content.length),
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
      }),
    refusal,
  );
}
