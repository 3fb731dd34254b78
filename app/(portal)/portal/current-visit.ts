import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { hereOf } from "@/components/portal/here";
import { pathOf } from "@/components/portal/path-of";
import { signInPath } from "@/components/portal/return-path";
import { createPortalCaller } from "@/server/api/portal/root";
import {
  isSecureRequest,
  type PortalVisit,
  portalCookieName,
  visitOf,
} from "@/server/api/portal/session";

/** The open door under this address and who came to it; another address is not there. */
export const currentVisit = cache(async (slug: string) => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  // Written by the proxy over whatever a visitor sent.
  const base = header.get("x-saldo-base") ?? `/portal/${slug}`;
  const isFramed = /^\/embed(\/|$)/.test(base);
  const secret = jar.get(portalCookieName(isSecureRequest(header), isFramed))?.value;
  const visit = await visitOf({ slug, secret });
  if (!visit.site) notFound();
  return { ...visit, site: visit.site, base, isFramed };
});

/**
 * The procedures in the name of whoever is signed in; nobody is sent to sign in, and then to the
 * page asked for: `page` is its path below the door's, "data", "cases/12/2026".
 */
export async function requireClient(slug: string, page = "") {
  const visit = await currentVisit(slug);
  const home = `/portal/${slug}`;
  const here = (path: string) => hereOf(path, { slug, base: visit.base });
  if (!visit.ctx) {
    redirect(here(page ? signInPath(slug, `${home}/${page}`) : `${home}/sign-in`));
  }
  const only = visit.ctx.actor.letter;
  // Who came by a letter has one case, and its papers.
  if (only && !/^(cases|documents)(\/|$)/.test(page)) {
    redirect(here(`${home}/cases/${pathOf(only.refNo)}`));
  }
  return { ...visit, caller: callerOf(visit) };
}

/** Pages only ask; what lets in or out sets its cookie through the procedures' own door. */
export const callerOf = (visit: PortalVisit) =>
  createPortalCaller({
    ...visit,
    visitor: { ip: "unknown", userAgent: "" },
    setSession: () => {
      throw new Error("a page lets nobody in");
    },
  });
