import { useLocale, useTranslations } from "next-intl";
import type { CaseDetail } from "./case-page";

/** To whom it is owed, and the numbers by which the client knows the debt. */
export function CaseMarks({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("portal.case");
  const locale = useLocale();
  const { isOwing, counterpart, marks } = detail;
  const creditor = isOwing ? counterpart : null;
  const rows: [string, string][] = [
    ...(creditor ? [[t("creditor"), creditor] as [string, string]] : []),
    ...marks.map(({ names, value }): [string, string] => [names[locale], value]),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-md">
      {rows.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0 text-ink-2">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
