import { type DeliveryReport, returnedId } from "./delivery-report";
import type { ParsedMail } from "./inbound-mail";
import { textOfHtml } from "./text-of-html";

const DAEMONS =
  /^(mailer-daemon|mail-daemon|postmaster|mailerdaemon|mdaemon|microsoftexchange[0-9a-f]{8,40})@/i;
const DAEMON_NAMES = /mail delivery (sub)?system|mail administrator|doručov[aá]n[ií] pošty/i;

/** Subjects of servers that write their reports in words, after they are folded. */
const SUBJECTS = [
  /undeliver(ed|able)|delivery (status notification|failure|has failed)|returned mail/i,
  /failure notice|delivery failed|mail delivery failed|could not be delivered/i,
  /nedoručiteln|nedoručen|nepodařilo se doručit|nelze doručit|doručení se nezdařilo/i,
  /nedoručiteľn|nepodarilo sa doručiť|doručenie zlyhalo/i,
  /unzustellbar|nicht zugestellt|zustellung fehlgeschlagen/i,
  /не доставлен|недоставлен|не удалось доставить/i,
];

const DELAYED =
  /delay|will (keep|continue) trying|still being retried|zpoždění|odložen|verzöger|задерж/i;
const STATUS = /\b([45]\.\d{1,2}\.\d{1,3})\b/;
const CODE = /(?:^|[\s:(#])([45]\d\d)[\s-]/m;
const ADDRESS = /[^\s<>,;:"'()[\]]{1,200}@[^\s<>,;:"'()[\]]{1,200}\.[a-z\p{L}-]{2,24}/giu;
const NAMED_ID = /message-id\s*:\s*(<[^<>\s]{1,500}>)/i;
const TEXT_MAX = 20_000;
const HTML_MAX = 100_000;

/**
 * A bounce that no part for machines tells of: some servers write theirs in words alone. It must come
 * from a mail server and say so in its subject; recipient and reason are taken where they show.
 */
export function guessBounce(mail: ParsedMail): DeliveryReport | null {
  const { from, subject, headers } = mail;
  const failed = headers["x-failed-recipients"];
  const isDaemon = from !== null && (DAEMONS.test(from.address) || DAEMON_NAMES.test(from.name));
  const isNobody = /^<?\s*>?$/.test(headers["return-path"] ?? "x");
  const isSaid = SUBJECTS.some((pattern) => pattern.test(subject));
  const isBounce = failed !== undefined || (isSaid && (isDaemon || isNobody));
  if (!isBounce) return null;
  const words = wordsOf(mail);
  const status = statusOf(words);
  const isDelayed = status?.startsWith("4") || DELAYED.test(subject);
  return {
    action: isDelayed ? "delayed" : "failed",
    recipient: failed?.match(ADDRESS)?.[0] ?? recipientOf(words, mail),
    status,
    messageId: NAMED_ID.exec(words)?.[1] ?? returnedId(mail),
  };
}

/** Its beginning: what a server has to say comes first. */
function wordsOf({ text, html }: ParsedMail): string {
  const shown = html === null ? "" : textOfHtml(html.slice(0, HTML_MAX));
  return `${text.slice(0, TEXT_MAX)}\n${shown.slice(0, TEXT_MAX)}`;
}

function statusOf(words: string): string | null {
  const enhanced = STATUS.exec(words)?.[1];
  if (enhanced !== undefined) return enhanced;
  const code = CODE.exec(words)?.[1];
  return code === undefined ? null : `${code[0]}.0.0`;
}

/** The first address that is neither the server's own nor ours. */
function recipientOf(words: string, { from, to, deliveredTo }: ParsedMail): string | null {
  const own = new Set(
    [from?.address, ...to.map(({ address }) => address), ...deliveredTo].map((address) =>
      address?.toLowerCase(),
    ),
  );
  const found = (words.match(ADDRESS) ?? []).map((address) => address.replace(/[.:>]+$/, ""));
  return found.find((address) => !own.has(address.toLowerCase()) && !DAEMONS.test(address)) ?? null;
}
