"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Banner } from "../ui/banner";
import { TextLink } from "../ui/button";

type Thread = Pick<RouterOutput["requests"]["thread"], "item" | "mergedInto">;

/** Whether anything can be written into a request still. */
export const isOpen = ({ item, mergedInto }: Thread): boolean =>
  mergedInto === null && item.state !== "closed";

type Props = { thread: Thread; onOpen?: (caseId: number) => void };

/** Why nothing can be written here, and where a merged request goes on. */
export function EndedBanner({ thread, onOpen }: Props) {
  const t = useTranslations("requests");
  const { mergedInto } = thread;
  if (isOpen(thread)) return null;
  if (!mergedInto) return <Banner className="mt-3 mb-3">{t("errors.closed")}</Banner>;
  const { caseId, refNo } = mergedInto;
  return (
    <Banner className="mt-3 mb-3">
      {t("merge.into")}{" "}
      {onOpen ? (
        <button type="button" className="text-accent underline" onClick={() => onOpen(caseId)}>
          {refNo}
        </button>
      ) : (
        <TextLink href={`/cases/${caseId}`}>{refNo}</TextLink>
      )}
    </Banner>
  );
}
