"use client";

import { FileCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { asFramed } from "./framed";
import { portalFile } from "./portal-file";
import { usePortal } from "./use-portal";

type Asked =
  | { kind: "payment"; refNo: string; paymentId: number }
  | { kind: "noDebt"; refNo?: string };

interface Props {
  slug: string;
  asked: Asked;
  label: string;
  /** What the page or its part is for. */
  isMain?: boolean;
}

const quiet =
  "flex h-11 w-fit items-center gap-2 rounded-md text-accent text-md hover:underline disabled:opacity-50";

/** Has a confirmation made and downloads it; a refusal says what is in its way. */
export function IssuePaper({ slug, asked, label, isMain = false }: Props) {
  const t = useTranslations("portal.papers");
  const language = useLocale();
  const router = useRouter();
  const { call, fault, isBusy } = usePortal(slug);
  const [made, setMade] = useState<{ fileId: number; number: string } | null>(null);

  async function issue() {
    setMade(null);
    const paper = await call((client) => client.issuePaper.mutate({ ...asked, language }));
    if (!paper) return;
    setMade(paper);
    window.location.assign(asFramed(portalFile(slug, paper.fileId, { isDownload: true })));
    router.refresh();
  }
  return (
    <div className="grid gap-2">
      <FaultBanner slug={slug} fault={fault} />
      <button
        type="button"
        className={isMain ? brandButton : quiet}
        disabled={isBusy}
        onClick={() => void issue()}
      >
        <FileCheck className="size-4" aria-hidden />
        {label}
      </button>
      <p role="status" className="text-md text-positive empty:sr-only">
        {made ? t("made", { number: made.number }) : null}
      </p>
    </div>
  );
}
