import type { PortalContext } from "@/server/domain/context";
import { openMyFile, ownDataFile } from "@/server/domain/papers";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { cookieOf } from "../cookie";
import { isSameOrigin } from "../same-origin";
import {
  isFramedCall,
  isSecureRequest,
  type PortalVisit,
  portalCookieName,
  visitOf,
} from "./session";

/** Files travel outside the procedures, as bytes: /api/files/portal/<slug>/<file>, .../own-data. */

type Wanted = { slug: string; fileId: string };
type Enter = (visit: { slug: string; secret: string | undefined }) => Promise<PortalVisit>;

/** What opens beside the page may not run, load, send or frame anything. */
const POLICY = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src 'self' data:"];
/** Browsers refuse to show a PDF in a sandbox; scripts of its own they do not run anyway. */
const PDF_POLICY = [...POLICY, "object-src 'self'", "frame-ancestors 'self'"].join("; ");
const SANDBOX_POLICY = [...POLICY, "sandbox", "frame-ancestors 'none'"].join("; ");

const STATUS: Partial<Record<DomainError["kind"], number>> = {
  ...{ not_found: 404, forbidden: 403, precondition: 412 },
};

/** A file of the client's: shown beside the page where its bytes are a quiet PDF or a picture. */
export async function answerPortalFile(
  request: Request,
  { slug, fileId }: Wanted,
  enter: Enter = visitOf,
): Promise<Response> {
  const isDownload = new URL(request.url).searchParams.has("download");
  return withClient(request, { slug, enter }, async (ctx) => {
    const id = /^[1-9]\d{0,14}$/.test(fileId) ? Number(fileId) : 0;
    const { shownType, ...file } = await openMyFile(ctx, { fileId: id });
    return sent(file, isDownload ? null : shownType);
  });
}

/** The client's own data as a ZIP; a form's post, so that no foreign page uses up their day's count. */
export async function answerOwnData(
  request: Request,
  { slug }: Pick<Wanted, "slug">,
  enter: Enter = visitOf,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return new Response("cross-site request refused", { status: 403 });
  }
  return withClient(request, { slug, enter }, async (ctx) => {
    // What is of the person wants an account; a letter opens one case alone.
    if (ctx.actor.letter) throw new DomainError("forbidden", "portal.needs_account");
    return sent(await ownDataFile(ctx), null);
  });
}

async function withClient(
  request: Request,
  { slug, enter }: { slug: string; enter: Enter },
  answer: (ctx: PortalContext) => Promise<Response>,
): Promise<Response> {
  const name = portalCookieName(
    isSecureRequest(request.headers),
    isFramedCall(request.headers, request.url),
  );
  const { ctx } = await enter({ slug, secret: cookieOf(request.headers.get("cookie"), name) });
  if (!ctx) return new Response("sign in first", { status: 401 });
  try {
    return await answer(ctx);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { code, params, kind } = error;
    return Response.json({ code, params }, { status: STATUS[kind] ?? 400 });
  }
}

function sent({ name, content }: { name: string; content: Buffer }, type: string | null) {
  const disposition = type ? "inline" : "attachment";
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": type ?? "application/octet-stream",
      "content-length": String(content.length),
      "content-disposition": `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
      "content-security-policy": type === "application/pdf" ? PDF_POLICY : SANDBOX_POLICY,
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    },
  });
}
