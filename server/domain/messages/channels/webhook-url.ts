import { SECRET_PARAM } from "@/server/connectors/sms";

/** The secret in the address at which a carrier reports to us, among those of its account. */
export const HOOK_SECRET = "hook";

/** Where a tenant's carrier reports to. */
export function webhookUrl(
  baseUrl: string,
  { provider, tenantId, hook }: { provider: string; tenantId: number; hook: string },
): string {
  const query = new URLSearchParams({ [SECRET_PARAM]: hook });
  return `${baseUrl}/api/webhooks/${provider}/${tenantId}?${query}`;
}
