"use client";

import { Check, Mail, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { Checkbox } from "../form/checkbox";
import { useCodeText, useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { useIsLive } from "../push/live-cases";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

type Mails = RouterOutput["requestMails"]["ofRequest"];
export type RequestMail = Mails["mails"][number];
export type MailWay = Mails["way"];
type Words = ((key: string) => string) & { has(key: string): boolean };

/** States of an answer that a person has to know of. */
const FAILED: readonly string[] = ["returned", "refused", "cancelled", "uncertain"];

/** Why a mail waits for a person, in words. */
export function useMailReason(): (reason: string) => string {
  const reasons = useTranslations("requests.mail.reasons") as unknown as Words;
  const codeText = useCodeText();
  return (reason) => (reasons.has(reason) ? reasons(reason) : (codeText(reason) ?? reason));
}

/** By which mail a post came, or with which it left and how far that is. */
export function MailOfPost({ mail }: { mail: RequestMail | undefined }) {
  const t = useTranslations("requests.mail");
  const states = useTranslations("messages.states");
  if (!mail) return null;
  const { isOutbound, address, messageId, state } = mail;
  return (
    <>
      <Link
        href={`/messages/${messageId}`}
        className="inline-flex min-w-0 items-center gap-1 underline"
      >
        <Mail className="size-3 shrink-0" aria-hidden />
        <span className="wrap-anywhere min-w-0">
          {t(isOutbound ? "goesTo" : "cameBy", { address })}
        </span>
      </Link>
      {isOutbound ? (
        <Badge tone={FAILED.includes(state) ? "danger" : "neutral"}>{states(state)}</Badge>
      ) : null}
    </>
  );
}

const REFETCH_MS = 10_000;
/** No stream says how far a mail of ours has come. */
const DELIVERY_MS = 30_000;

/** The mails of a request, and where its answers go; undefined until they are read. */
export function useRequestMails(caseId: number) {
  const isLive = useIsLive();
  return trpc.requestMails.ofRequest.useQuery(
    { caseId },
    { refetchInterval: isLive ? DELIVERY_MS : REFETCH_MS },
  ).data;
}

/** Where the answer goes; nothing of one that goes nowhere, which a warning says. */
export function WayHint({ way }: { way: MailWay | null }) {
  const t = useTranslations("requests.mail");
  if (!way || isNoWay(way)) return null;
  return way.to ? t("byMail", { address: way.to }) : t("noticeOnly");
}

const isNoWay = (way: MailWay): boolean => !way.hasAccount && way.to === null;

/** Nothing that is written here reaches the client. */
export function NoWayWarning({ way }: { way: MailWay | null }) {
  const t = useTranslations("requests.mail");
  if (!way || !isNoWay(way)) return null;
  return (
    <Banner tone="warning" role="status">
      {t("noWay")}
    </Banner>
  );
}

/** Whether who has an account gets whole answers of this request by mail. */
export function WayChoice({ caseId, way }: { caseId: number; way: MailWay }) {
  const t = useTranslations("requests.mail");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const setWay = trpc.requestMails.setWay.useMutation({
    onSuccess: () => utils.requestMails.ofRequest.invalidate({ caseId }),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Checkbox
        checked={way.sendsText}
        onChange={(sendsText) => setWay.mutate({ caseId, sendsText })}
        label={t("sendsText")}
        disabled={setWay.isPending}
      />
      {way.isOwnChoice ? (
        <Button
          size="sm"
          kind="quiet"
          loading={setWay.isPending}
          onClick={() => setWay.mutate({ caseId, sendsText: null })}
        >
          {t("asTenant")}
        </Button>
      ) : null}
      {setWay.error ? (
        <Banner tone="danger" role="alert">
          {errorText(setWay.error)}
        </Banner>
      ) : null}
    </div>
  );
}

const SHOWN: readonly string[] = ["foreign", "machine", "refused"];

/** Mails that came to a request and are not in its conversation, until a person says so. */
export function OtherMails({ caseId, mails }: { caseId: number; mails: readonly RequestMail[] }) {
  const t = useTranslations("requests.mail");
  const others = mails.filter(({ standing }) => SHOWN.includes(standing));
  if (others.length === 0) return null;
  return (
    <section aria-label={t("others")} className="mt-3 grid max-w-2xl gap-1.5">
      <h3 className="font-[600]">{t("others")}</h3>
      <p className="text-ink-2">{t("othersHint")}</p>
      <ul className="grid gap-1.5">
        {others.map((mail) => (
          <OtherMail key={mail.messageId} caseId={caseId} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function OtherMail({ caseId, mail }: { caseId: number; mail: RequestMail }) {
  const t = useTranslations("requests.mail");
  const reasonOf = useMailReason();
  const { messageId, standing, reason, name, address, text, subject, at } = mail;
  const why = standing === "refused" ? t("refused") : reason ? reasonOf(reason) : null;
  return (
    <li className="rounded-md border border-rule px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-xs">
        <span className="font-[600] text-ink">{name || address}</span>
        {name ? <span>{address}</span> : null}
        <Instant value={at} />
        {why ? <Badge tone={standing === "foreign" ? "warning" : "neutral"}>{why}</Badge> : null}
      </p>
      <p className="line-clamp-4 whitespace-pre-line break-words">{text || subject}</p>
      <div className="flex flex-wrap items-center gap-2 pt-1">
        <Link href={`/messages/${messageId}`} className="underline">
          {t("open")}
        </Link>
        <Decision caseId={caseId} mail={mail} />
      </div>
    </li>
  );
}

function Decision({ caseId, mail }: { caseId: number; mail: RequestMail }) {
  const t = useTranslations("requests.mail");
  const errorText = useErrorText();
  const may = useMay();
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const { messageId, standing } = mail;
  const decide = trpc.requestMails.decide.useMutation({
    onSettled: () => {
      void utils.requestMails.ofRequest.invalidate({ caseId });
      void utils.portal.posts.invalidate({ caseId });
      void changed(caseId);
    },
  });
  if (!may("cases:edit")) return null;
  return (
    <>
      {decide.error ? (
        <Banner tone="danger" role="alert">
          {errorText(decide.error)}
        </Banner>
      ) : null}
      <Button
        size="sm"
        icon={Check}
        loading={decide.isPending}
        onClick={() => decide.mutate({ messageId, isClients: true })}
      >
        {t("isClients")}
      </Button>
      {standing === "refused" ? null : (
        <Button
          size="sm"
          kind="quiet"
          icon={X}
          disabled={decide.isPending}
          onClick={() => decide.mutate({ messageId, isClients: false })}
        >
          {t("isNot")}
        </Button>
      )}
    </>
  );
}
