import { makeAttemptLimit } from "@/server/domain/access";
import { isReporter, takeReport } from "@/server/domain/messages";
import { isDomainError } from "@/server/kernel/errors";
import { baseUrl, makeContext } from "@/server/runtime";
import { refusedBody } from "./body-limit";

const BODY_BYTES_MAX = 512 * 1024;
const CALLS_PER_MINUTE = 1_200;
const limit = makeAttemptLimit(CALLS_PER_MINUTE);

const answer = (status: number, text: string): Response =>
  new Response(text, { status, headers: { "cache-control": "no-store" } });

type Parts = { makeContext: typeof makeContext; baseUrl: string };

/**
 * A carrier reports to a tenant. Whoever calls without the tenant's secret or with a wrong signature
 * is told the same as where there is nothing at all.
 */
export async function answerWebhook(
  request: Request,
  { provider, tenant }: { provider: string; tenant: string },
  parts: Parts = { makeContext, baseUrl: baseUrl() },
): Promise<Response> {
  const source = request.headers.get("x-forwarded-for") ?? "";
  const at = new Date();
  if (!limit(source, at)) return answer(429, "too many");
  const tooLarge = request.method === "GET" ? null : refusedBody(request.headers, BODY_BYTES_MAX);
  if (tooLarge) return tooLarge;
  const tenantId = Number(tenant);
  const isTenant = /^\d{1,9}$/.test(tenant) && tenantId > 0;
  if (!isReporter(provider) || !isTenant) return answer(404, "not found");
  const { pathname, search } = new URL(request.url);
  const call = {
    // The carrier signs the address that it knows, not the one behind a proxy.
    url: `${parts.baseUrl}${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
    at,
  };
  const ctx = parts.makeContext({ kind: "system", tenantId, job: "webhook", language: "cs" });
  try {
    await takeReport(ctx, { provider, call });
    return answer(200, "ok");
  } catch (cause) {
    if (!isDomainError(cause)) {
      ctx.log.error("webhook failed", { provider, cause });
      return answer(500, "try again");
    }
    if (cause.code === "messages.webhook_odd") ctx.log.error("webhook odd", { provider });
    return cause.kind === "forbidden" ? answer(404, "not found") : answer(400, "bad request");
  }
}
