import type { MailboxPurpose } from "@/db/values/request-mails";
import { openCursor } from "@/server/connectors/imap";
import { checkSmtp } from "@/server/connectors/mail";
import type { PostageCode } from "@/server/connectors/post";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../../context";
import { carrierOf } from "../carriers/open-carrier";
import { installSends, smtpUrlOf } from "../carriers/open-mail";
import { type SaveChannelInput, saveChannelInput } from "../channel-inputs";
import { mailboxOf } from "../inbound/receive-mails";
import { type ChannelAccount, readAccount } from "./account";
import { mailTokens } from "./mail-tokens";
import { assertPublicHost, publicAddress } from "./public-host";
import { settingsOf } from "./save-channel";
import { secretsOf } from "./secrets-of";

/** Why something does not work, as a code with text; null: it works. */
export type Trouble = { code: string; params: Record<string, string | number> } | null;

export interface TestedChannel {
  /** Credit as the carrier says it. */
  credit: string | null;
  /** Services of the contract with the post. */
  services: PostageCode[] | null;
  /** When the password stops to work. */
  expiresAt: Date | null;
  /** Of the way out. */
  trouble: Trouble;
  /** Of the ways in, tried whatever came of the others; null where there is no such mailbox. */
  mailbox: { trouble: Trouble } | null;
  dealsMailbox: { trouble: Trouble } | null;
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
  const found = { credit: null, services: null, expiresAt: null };
  const [trouble, mailbox, dealsMailbox] = await Promise.all([
    troubleOf(async () => void Object.assign(found, await checkCarrier(ctx, account))),
    testMailbox(ctx, account, "requests"),
    testMailbox(ctx, account, "deals"),
  ]);
  return { ...found, trouble, mailbox, dealsMailbox };
}

async function troubleOf(attempt: () => Promise<void>): Promise<Trouble> {
  try {
    await attempt();
    return null;
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    return { code: cause.code, params: cause.params };
  }
}

async function testMailbox(
  ctx: Context,
  account: ChannelAccount,
  purpose: MailboxPurpose,
): Promise<{ trouble: Trouble } | null> {
  const mailbox = mailboxOf(ctx, account, purpose);
  if (!mailbox) return null;
  const trouble = await troubleOf(async () => {
    await assertPublicHost(ctx, mailbox.host);
    await openCursor(mailbox, ctx.now);
  });
  return { trouble };
}

async function checkCarrier(
  ctx: Context,
  account: ChannelAccount,
): Promise<Partial<TestedChannel>> {
  const { channel, provider, settings, secrets } = account;
  if (provider === "smtp") {
    await assertPublicHost(ctx, String(settings.host));
    await checkSmtp(smtpUrlOf(settings, secrets.password ?? ""), {
      ...{ addressOf: publicAddress(ctx), token: mailTokens(ctx, account, "sending") },
    });
    return {};
  }
  if (provider === "install" && !installSends(ctx)) {
    throw new DomainError("precondition", "channels.install_off");
  }
  const carrier = await carrierOf(ctx, channel, account);
  return (await carrier?.check?.()) ?? {};
}
