import { findSite, logoOfSite } from "../../domain/portal";
import { fuses } from "../../runtime";

const PATH = /^\/api\/portal\/([a-z0-9-]{1,60})\/logo$/;

/** The picture of an open door, for anybody; its address changes with it, so it may be kept long. */
export async function sendLogo(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const slug = PATH.exec(pathname)?.[1];
  const door = { ...fuses(), now: new Date() };
  const site = slug ? await findSite(door, { slug }) : null;
  const logo = site?.logoHash ? await logoOfSite(door, site.tenantId) : null;
  if (!site || !logo) return new Response("no such picture", { status: 404 });
  const isNamed = searchParams.get("v") === site.logoHash;
  return new Response(new Uint8Array(logo.content), {
    headers: {
      "content-type": logo.mediaType,
      // Whatever it holds, it runs nothing, and nobody reads a page in it.
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "content-disposition": "inline",
      "cache-control": isNamed ? "public, max-age=31536000, immutable" : "no-cache",
    },
  });
}
