"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { DISPUTE_REASONS, type DisputeReason } from "@/db/values/portal";
import type { PortalOutput } from "../api/portal";
import { Badge } from "../ui/badge";
import { AttachFiles } from "./attach-files";
import { brandButton } from "./brand";
import { DoorLink as Link, useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { pathOf } from "./path-of";
import { PortalSelect } from "./portal-select";
import { PortalText } from "./portal-text";
import { noteSent } from "./sent-note";
import { usePortalForm } from "./use-portal-form";
import { useUploads } from "./use-uploads";

type Claim = PortalOutput["myCase"]["claims"][number];
interface Props {
  slug: string;
  refNo: string;
  claim: Pick<Claim, "claimId" | "dispute" | "balanceMinor">;
  /** Who came by a letter sends no files, and has no page to follow it on. */
  isGuest: boolean;
}

/** How the dispute of a claim stands, and where one is begun. */
export function DisputeClaim({ slug, refNo, claim, isGuest }: Props) {
  const t = useTranslations("portal");
  const [isOpen, setOpen] = useState(false);
  const { dispute } = claim;
  const isOffered = claim.balanceMinor > 0 && (dispute === null || dispute.isAgain);
  return (
    <div className="grid gap-3">
      {dispute ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-md">
          <Badge tone={dispute.outcome === null ? "warning" : "neutral"}>
            {t("dispute.disputed")}
          </Badge>
          <span>{t(`dispute.reasons.${dispute.reason}`)}</span>
          <span className="text-ink-2">
            {t(`requests.decisions.${dispute.outcome ?? "pending"}`)}
          </span>
          {dispute.refNo ? (
            <Link
              className="text-accent underline underline-offset-2"
              href={`/portal/${slug}/requests/${pathOf(dispute.refNo)}`}
            >
              {t("dispute.show")} {dispute.refNo}
            </Link>
          ) : null}
        </p>
      ) : null}
      {isOffered && !isOpen ? (
        <button
          type="button"
          className="h-11 w-full rounded-md border border-rule-strong px-4 text-ink-2 hover:bg-hover sm:w-auto sm:justify-self-start"
          onClick={() => setOpen(true)}
        >
          {t("dispute.open")}
        </button>
      ) : null}
      {isOffered && isOpen ? (
        <DisputeForm
          {...{ slug, refNo, isGuest }}
          claimId={claim.claimId}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}

interface FormProps {
  slug: string;
  refNo: string;
  claimId: number;
  isGuest: boolean;
  onCancel: () => void;
}

function DisputeForm({ slug, refNo, claimId, isGuest, onCancel }: FormProps) {
  const t = useTranslations("portal.dispute");
  const router = useRouter();
  const here = useHere();
  const form = usePortalForm(slug);
  const uploads = useUploads(slug);
  const [reason, setReason] = useState<DisputeReason>("paid");
  const [text, setText] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { uploadIds } = uploads;
    const dispute = { refNo, claimId, reason, text, uploadIds };
    const opened = await form.send(dispute, (client, idempotencyKey) =>
      client.disputeClaim.mutate({ ...dispute, idempotencyKey }),
    );
    if (!opened) return;
    if (isGuest) return router.refresh();
    noteSent(opened.refNo);
    router.push(here(`/portal/${slug}/requests/${pathOf(opened.refNo)}`));
  }
  return (
    <form
      {...form.props}
      onSubmit={submit}
      aria-label={t("title")}
      className="grid gap-3 border-rule border-t pt-3"
    >
      <h4 className="font-[600]">{t("title")}</h4>
      <p className="text-ink-2 text-md">{t("hint")}</p>
      <FaultBanner slug={slug} fault={form.fault} />
      <PortalSelect
        {...form.at("reason")}
        label={t("reason")}
        value={reason}
        options={DISPUTE_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        onChange={(value) => setReason(value as DisputeReason)}
      />
      <PortalText {...form.at("text")} label={t("text")} value={text} onChange={setText} required />
      {isGuest ? (
        <p className="text-ink-2 text-md">{t("guestHint")}</p>
      ) : (
        <AttachFiles slug={slug} uploads={uploads} />
      )}
      <div className="flex flex-wrap gap-3">
        <button type="submit" className={brandButton} disabled={form.isBusy || uploads.isSending}>
          {t("send")}
        </button>
        <button
          type="button"
          className="h-11 w-full rounded-md px-4 text-ink-2 hover:bg-hover sm:w-auto"
          onClick={onCancel}
        >
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
