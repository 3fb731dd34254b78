import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextOfCookie, isSecureRequest, sessionCookieLine, sessionCookieName } from "../../auth";
import { askedTogether } from "../../domain/context";
import { fuses } from "../../runtime";
import { refusedBody } from "../body-limit";
import { cookieOf } from "../cookie";
import { isSameOrigin } from "../same-origin";
import { crmRouter } from "./root";

export const CRM_PATH = "/api/trpc/crm";
/** The longest note and the widest mapping fit many times over. */
export const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** Answers a call of the operators' procedures: whence it comes, whose it is, what it wants. */
export async function answerCrm(request: Request): Promise<Response> {
  const { headers, method } = request;
  const refused = refusedBody(headers, BODY_BYTES_MAX);
  if (refused) return refused;
  if (method !== "GET" && !isSameOrigin(headers)) {
    return new Response("cross-site request refused", { status: 403 });
  }
  const isSecure = isSecureRequest(headers);
  const cookie = cookieOf(headers.get("cookie"), sessionCookieName(isSecure));
  const session = await contextOfCookie(cookie);
  const response = await fetchRequestHandler({
    endpoint: CRM_PATH,
    req: request,
    router: crmRouter,
    allowMethodOverride: true,
    createContext: ({ info }) => {
      if (!session) return { ctx: null };
      // A command must see what it has written, so only questions are read together.
      return { ctx: info.type === "query" ? askedTogether(session.ctx) : session.ctx };
    },
    onError({ error, path }) {
      if (error.code === "INTERNAL_SERVER_ERROR") {
        fuses().log.error("a procedure failed", { path, cause: error.cause ?? error });
      }
    },
  });
  response.headers.set("cache-control", "no-store");
  if (session?.renewedCookie) {
    response.headers.append("set-cookie", sessionCookieLine(session.renewedCookie, isSecure));
  }
  return response;
}
