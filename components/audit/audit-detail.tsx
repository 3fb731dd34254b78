"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { TextLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Sheet } from "../ui/sheet";
import type { AuditEntry } from "./audit-page";
import { useAuditWords } from "./audit-words";

/** One entry whole: who, when, why, and both sides of every change. */
export function AuditDetail({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const changes = words.changes(entry);
  const entity = words.entity(entry.entity);
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={words.action(entry.action)}
      size="lg"
    >
      <DefinitionList
        items={[
          { label: t("columns.at"), value: <Instant value={entry.at} /> },
          { label: t("columns.actor"), value: words.actor(entry) },
          {
            label: t("columns.entity"),
            value: entry.entityId === null ? entity : `${entity} #${entry.entityId}`,
          },
          ...(entry.refNo && entry.caseId
            ? [
                {
                  label: t("columns.case"),
                  value: <TextLink href={`/cases/${entry.caseId}`}>{entry.refNo}</TextLink>,
                },
              ]
            : []),
          ...(entry.reason ? [{ label: t("reason"), value: entry.reason }] : []),
        ]}
      />
      {changes.length === 0 ? (
        <p className="mt-4 text-ink-2">{t("noChanges")}</p>
      ) : (
        <table className="mt-4 w-full table-fixed border-collapse">
          <thead>
            <tr className="border-rule-strong border-b text-left text-ink-2">
              <th scope="col" className="h-row w-1/4 pr-2 font-[550]">
                {t("field")}
              </th>
              <th scope="col" className="pr-2 font-[550]">
                {t("before")}
              </th>
              <th scope="col" className="font-[550]">
                {t("after")}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.key} className="border-rule border-b align-top">
                <th scope="row" className="break-words py-1 pr-2 text-left font-normal text-ink-2">
                  {change.label}
                </th>
                <td className="break-words py-1 pr-2">{change.before}</td>
                <td className="break-words py-1 font-[550]">{change.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}
