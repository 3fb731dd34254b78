"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Banner } from "../ui/banner";
import { ConfirmDialog } from "../ui/confirm-dialog";

type Files = RouterOutput["collegial"]["documents"];
type Version = Pick<Files[number]["versions"][number], "eventId" | "signatures">;

/** Whose signatures of this version still hold; a later version would make them void. */
export function signersOf(version: Version | undefined): string[] {
  const standing = version?.signatures.filter(({ voidedAt }) => voidedAt === null) ?? [];
  return [...new Set(standing.map(({ decidedName }) => decidedName))];
}

/** The newest version of a file, if this is it. */
export function newestVersion(
  files: readonly { versions: readonly Version[] }[],
  eventId: number,
): Version | undefined {
  return files.map(({ versions }) => versions[0]).find((version) => version?.eventId === eventId);
}

/** Said before a file is chosen. */
export function VoidsNotice({ signers }: { signers: readonly string[] }) {
  const t = useTranslations("collegial.documents");
  if (signers.length === 0) return null;
  return <Banner tone="warning">{t("voids", { names: signers.join(", ") })}</Banner>;
}

type ConfirmVersionProps = {
  fileName: string;
  signers: readonly string[];
  onConfirm: () => void;
  onClose: () => void;
};

/** Asked once more before the signatures lose their force. */
export function ConfirmVersion({ fileName, signers, onConfirm, onClose }: ConfirmVersionProps) {
  const t = useTranslations("collegial.documents");
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("confirmTitle")}
      description={t("confirmText")}
      confirmLabel={t("confirm")}
      danger
      onConfirm={() => {
        onConfirm();
        onClose();
      }}
    >
      <p className="break-all">{t("newFile", { name: fileName })}</p>
      <VoidsNotice signers={signers} />
    </ConfirmDialog>
  );
}
