"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { AttachFiles } from "./attach-files";
import { brandButton } from "./brand";
import { CloseRequest } from "./close-request";
import { useDraft } from "./draft";
import { FaultBanner, SignInAgain } from "./fault";
import { PortalText } from "./portal-text";
import { usePortal } from "./use-portal";
import { usePortalForm } from "./use-portal-form";
import { useRequestWatch } from "./use-request-watch";
import { useUploads } from "./use-uploads";

type Request = PortalOutput["myRequest"];
type Props = { slug: string } & Pick<
  Request,
  "refNo" | "standing" | "rating" | "lastPostAt" | "decision"
>;

const quiet = "h-11 rounded-md border border-rule-strong px-4 text-ink-2 hover:bg-hover";

/** Replies, closing and rating; what the people answer appears by itself. */
export function RequestActions(props: Props) {
  const { slug, refNo, standing, rating, lastPostAt, decision } = props;
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const { call, fault, isBusy } = usePortal(slug);
  const { isSignedOut } = useRequestWatch({ slug, refNo, standing, lastPostAt });
  const done = async (work: Parameters<typeof call>[0]) => {
    const isDone = await call((client) => work(client).then(() => true));
    if (isDone) router.refresh();
    return isDone === true;
  };
  const [isClosed, setClosed] = useState(false);
  const isDone = standing === "resolved" || standing === "closed";
  return (
    <div className="grid gap-4">
      {isSignedOut ? (
        <Banner tone="warning" role="alert">
          {t("signedOut")} <SignInAgain slug={slug} />
        </Banner>
      ) : null}
      <FaultBanner slug={slug} fault={fault} />
      {isDone && rating === null ? (
        <fieldset className="flex flex-wrap items-center gap-3">
          <legend className="sr-only">{t("rate")}</legend>
          <span>{t("rate")}</span>
          {(["good", "bad"] as const).map((value) => (
            <button
              key={value}
              type="button"
              className={quiet}
              disabled={isBusy}
              onClick={() => done((client) => client.rateRequest.mutate({ refNo, rating: value }))}
            >
              {t(value)}
            </button>
          ))}
        </fieldset>
      ) : null}
      {isDone && rating !== null ? <p className="text-ink-2">{t("rated")}</p> : null}
      <ReplyForm slug={slug} refNo={refNo} />
      {isDone ? null : (
        <CloseRequest
          isUndecided={decision === "pending"}
          isBusy={isBusy}
          onClose={async () =>
            setClosed(await done((client) => client.closeMyRequest.mutate({ refNo })))
          }
        />
      )}
      <ClosedNote text={isClosed && standing === "closed" ? t("closedNote", { refNo }) : null} />
    </div>
  );
}

/** Heard, for the region is always there; the focus comes to it from the button that is gone. */
function ClosedNote({ text }: { text: string | null }) {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text !== null) note.current?.focus();
  }, [text]);
  return (
    <p ref={note} role="status" tabIndex={-1} className="text-positive empty:sr-only">
      {text}
    </p>
  );
}

function ReplyForm({ slug, refNo }: { slug: string; refNo: string }) {
  const t = useTranslations("portal.requests");
  const router = useRouter();
  const form = usePortalForm(slug);
  const [text, setText] = useDraft(slug, refNo);
  const uploads = useUploads(slug);
  const [isSent, setSent] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSent(false);
    const reply = { refNo, text, uploadIds: uploads.uploadIds };
    const isTaken = await form.send(reply, (client, idempotencyKey) =>
      client.replyToRequest.mutate({ ...reply, idempotencyKey }).then(() => true),
    );
    if (!isTaken) return;
    setText("");
    setSent(true);
    uploads.clear();
    router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-3">
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalText
        {...form.at("text")}
        label={t("replyLabel")}
        value={text}
        onChange={(next) => {
          setText(next);
          setSent(false);
        }}
        required
      />
      <AttachFiles slug={slug} uploads={uploads} />
      <button type="submit" className={brandButton} disabled={form.isBusy || uploads.isSending}>
        {t("reply")}
      </button>
      <p role="status" className="text-positive empty:sr-only">
        {isSent ? t("replySent", { refNo }) : null}
      </p>
    </form>
  );
}
