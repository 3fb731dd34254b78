import type { MailboxPurpose } from "@/db/values/request-mails";
import { type MailCarrier, openMailCarrier } from "@/server/connectors/mail";
import type { Context } from "../../context";
import { mailboxFormOf } from "../channel-inputs";
import type { ChannelAccount } from "../channels/account";
import { mailTokens } from "../channels/mail-tokens";
import { assertPublicHost, publicAddress, takesOtherAddress } from "../channels/public-host";
import { mailShape } from "./mail-shape";
import { adaptCarrier, type OutgoingCarrier } from "./outgoing-carrier";

interface SmtpAccount {
  host: string;
  port: number;
  security: "tls" | "starttls" | "plain";
  user: string;
}

/** Whether mails of tenants without a carrier of their own have a way out of this install. */
export const installSends = ({ outside }: Context): boolean =>
  Boolean(outside?.mail?.resendApiKey || outside?.mail?.smtpUrl);

/** "smtps://user:password@host:465" of an account's settings. */
export function smtpUrlOf(settings: Record<string, unknown>, password: string): string {
  const { host, port, security, user } = settings as unknown as SmtpAccount;
  const scheme = security === "tls" ? "smtps" : "smtp";
  const login = user ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : "";
  const rest = security === "starttls" ? "?requireTLS=true" : "";
  return `${scheme}://${login}${host}:${port}${rest}`;
}

/** The carrier of mails that the account names, or the install's own. */
export async function openMail(
  ctx: Context,
  account: ChannelAccount | null,
): Promise<OutgoingCarrier> {
  const inner = await innerMail(ctx, account);
  const settings = account?.settings ?? {};
  const boxOf = (purpose: MailboxPurpose) => mailboxFormOf(settings, purpose)?.address ?? null;
  const [ofRequests, ofDeals] = [boxOf("requests"), boxOf("deals")];
  const { tenantId } = ctx.actor;
  return adaptCarrier(inner, {
    tenantId,
    // Whose deal it is answers to the mailbox of deals, all else to the other; one serves both.
    shape: (message) =>
      mailShape(message, {
        replyBase: (message.isOfDeal ? ofDeals : ofRequests) ?? ofRequests ?? ofDeals,
      }),
  });
}

async function innerMail(ctx: Context, account: ChannelAccount | null): Promise<MailCarrier> {
  if (account?.provider === "smtp") {
    const { settings, secrets } = account;
    await assertPublicHost(ctx, String(settings.host));
    const smtpUrl = smtpUrlOf(settings, secrets.password ?? "");
    const token = mailTokens(ctx, account, "sending");
    const smtpRules = { addressOf: publicAddress(ctx), token };
    return openMailCarrier({ smtpUrl, smtpRules, folder: "" });
  }
  if (account?.provider === "resend") {
    // One that was saved where it was allowed is not followed where it is not.
    const baseUrl = takesOtherAddress(ctx) ? (account.settings.baseUrl as string) : undefined;
    return openMailCarrier({
      ...{ resendApiKey: account.secrets.apiKey, resendBaseUrl: baseUrl || undefined, folder: "" },
    });
  }
  return openMailCarrier({ ...ctx.outside?.mail, folder: "" });
}
