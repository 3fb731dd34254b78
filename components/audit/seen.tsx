"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TextLink } from "../ui/button";
import type { AuditRead } from "./reads-page";

/** Lines of links lie close above each other: each is as high as a finger or a shaky hand needs. */
const link = "inline-flex min-h-6 min-w-6 items-center";

/** The first of many in one line, and how many more there are. */
function FewOf({ items, more }: { items: ReactNode[]; more: number }) {
  const t = useTranslations("audit.reads");
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      {items}
      {more > 0 ? <span className="text-ink-2">{t("more", { count: more })}</span> : null}
    </span>
  );
}

/** Cases that were seen; those that the asker may not see are counted only. */
export function SeenCases({ read }: { read: Pick<AuditRead, "cases" | "caseCount"> }) {
  return (
    <FewOf
      items={read.cases.map(({ caseId, refNo }) => (
        <TextLink key={caseId} href={`/cases/${caseId}`} className={`code-figures ${link}`}>
          {refNo}
        </TextLink>
      ))}
      more={read.caseCount - read.cases.length}
    />
  );
}

export function SeenPeople({ read }: { read: Pick<AuditRead, "people" | "peopleCount"> }) {
  return (
    <FewOf
      items={read.people.map(({ partyId, name }) => (
        <TextLink key={partyId} href={`/parties/${partyId}`} className={link}>
          {name}
        </TextLink>
      ))}
      more={read.peopleCount - read.people.length}
    />
  );
}
