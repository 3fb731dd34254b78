"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { DefinitionList } from "../ui/definition-list";
import { Sheet } from "../ui/sheet";
import type { AuditRead } from "./reads-page";
import { SeenCases, SeenPeople } from "./seen";
import { useReadWords } from "./use-read-words";

/** One reading whole: everybody who was in it. */
export function ReadDetail({ read, onClose }: { read: AuditRead; onClose: () => void }) {
  const t = useTranslations("audit");
  const words = useReadWords();
  const errorText = useErrorText();
  const whole = trpc.audit.read.useQuery({ readId: read.id });
  const seen = whole.data ?? read;
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={words.how(read)}
      size="lg"
    >
      <DefinitionList
        items={[
          { label: t("columns.at"), value: <Instant value={read.at} /> },
          { label: t("columns.actor"), value: read.operatorName },
          { label: t("reads.columns.place"), value: words.place(read) },
          ...(read.caseCount > 0
            ? [{ label: t("reads.columns.cases"), value: <SeenCases read={seen} /> }]
            : []),
          ...(read.peopleCount > 0
            ? [{ label: t("reads.columns.people"), value: <SeenPeople read={seen} /> }]
            : []),
        ]}
      />
      {whole.error ? <p className="mt-4 text-danger">{errorText(whole.error)}</p> : null}
    </Sheet>
  );
}
