import { openCursor } from "@/server/connectors/imap";
import { checkSmtp } from "@/server/connectors/mail";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../../context";
import { carrierOf } from "../carriers/open-carrier";
import { installSends, smtpUrlOf } from "../carriers/open-mail";
import { type SaveChannelInput, saveChannelInput } from "../channel-inputs";
import { mailboxOf } from "../inbound/receive-mails";
import { type ChannelAccount, readAccount } from "./account";
import { assertPublicHost, publicAddress } from "./public-host";
import { secretsOf, settingsOf } from "./save-channel";

export interface TestedChannel {
  /** Credit as the carrier says it, or the services of the contract. */
  credit: string | null;
  /** When the password stops to work. */
  expiresAt: Date | null;
  /** Whether the mailbox could be opened; null where there is none. */
  isMailboxOpen: boolean | null;
  /** Why it does not work; a code with text. */
  trouble: { code: string; params: Record<string, string | number> } | null;
}

/**
 * Tries settings as they stand in the form, before they are saved: the sign-in, the credit, the
 * mailbox. Nothing is sent, and nothing that waits in a data box is delivered by it.
 */
export async function testChannel(ctx: Context, raw: SaveChannelInput): Promise<TestedChannel> {
  authorize(ctx, "settings:channels");
  const input = saveChannelInput.parse(raw);
  const settings = settingsOf(ctx, input);
  const { channel, provider, perSecond } = input;
  const before = await reading(ctx, (tx) => readAccount(ctx, tx, channel));
  const secrets = secretsOf(input, { settings, before });
  const account: ChannelAccount = {
    ...{ channel, provider, settings, secrets, perSecond, cursor: null, readAt: null },
    ...{ trouble: null, failures: 0, pausedUntil: null, expiresAt: null, checkedAt: null },
    updatedAt: ctx.now,
  };
  const result: TestedChannel = {
    ...{ credit: null, expiresAt: null, isMailboxOpen: null, trouble: null },
  };
  try {
    Object.assign(result, await checkCarrier(ctx, account));
    const mailbox = mailboxOf(ctx, account);
    if (mailbox) {
      await assertPublicHost(ctx, mailbox.host);
      await openCursor(mailbox, ctx.now);
      result.isMailboxOpen = true;
    }
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    result.trouble = { code: cause.code, params: cause.params };
  }
  return result;
}

async function checkCarrier(
  ctx: Context,
  account: ChannelAccount,
): Promise<Partial<TestedChannel>> {
  const { channel, provider, settings, secrets } = account;
  if (provider === "smtp") {
    await assertPublicHost(ctx, String(settings.host));
    await checkSmtp(smtpUrlOf(settings, secrets.password ?? ""), publicAddress(ctx));
    return {};
  }
  if (provider === "install" && !installSends(ctx)) {
    throw new DomainError("precondition", "channels.install_off");
  }
  const carrier = await carrierOf(ctx, channel, account);
  return (await carrier?.check?.()) ?? {};
}
