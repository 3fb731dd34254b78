"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Banner } from "../ui/banner";
import { ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";

export type MergedItem = Pick<
  RouterOutput["requests"]["thread"]["item"],
  "caseId" | "clientId" | "subject" | "refNo"
>;

/** Requests of the same client, without the one that takes the other in. */
export function othersOf<Item extends MergedItem>(
  items: readonly Item[],
  kept: Pick<MergedItem, "caseId" | "clientId">,
): Item[] {
  return items.filter(
    ({ caseId, clientId }) => clientId === kept.clientId && caseId !== kept.caseId,
  );
}

type MergeChoiceProps = {
  /** Left out: they are on their way. */
  others: readonly MergedItem[] | undefined;
  /** Why they did not come. */
  error: string | null;
  onRetry: () => void;
  /** Why the merge was refused; the choice stays. */
  refusal: string | null;
  otherId: number | null;
  onChoose: (caseId: number) => void;
};

/** Which request goes into this one: on their way, not to be had, none, or to choose from. */
export function MergeChoice(props: MergeChoiceProps) {
  const { others, error, onRetry, refusal, otherId, onChoose } = props;
  const t = useTranslations("requests.merge");
  return (
    <>
      {refusal ? (
        <Banner tone="danger" role="alert">
          {refusal}
        </Banner>
      ) : null}
      {error && !others ? (
        <ErrorState onRetry={onRetry}>{error}</ErrorState>
      ) : !others ? (
        <div role="status" aria-label={t("loading")}>
          <SkeletonLines lines={3} />
        </div>
      ) : others.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <OtherRequests {...{ others, otherId, onChoose }} />
      )}
    </>
  );
}

type OthersProps = { others: readonly MergedItem[] } & Pick<
  MergeChoiceProps,
  "otherId" | "onChoose"
>;

function OtherRequests({ others, otherId, onChoose }: OthersProps) {
  const t = useTranslations("requests.merge");
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{t("which")}</legend>
      {others.map((other) => (
        <label
          key={other.caseId}
          className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
        >
          <input
            type="radio"
            name="other"
            checked={otherId === other.caseId}
            onChange={() => onChoose(other.caseId)}
          />
          <span className="min-w-0 flex-1 truncate">{other.subject}</span>
          <span className="figures text-ink-2 text-xs">{other.refNo}</span>
        </label>
      ))}
    </fieldset>
  );
}
