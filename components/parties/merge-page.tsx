"use client";

import { ArrowLeftRight, GitMerge } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AddressKind } from "@/db/values/parties";
import type { MergeField } from "@/server/domain/parties/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { PageBody, PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button, ButtonLink } from "../ui/button";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { MergeChoices } from "./merge-choices";
import { MergeMoves } from "./merge-moves";
import { PartyPicker, type PickedParty } from "./party-picker";
import { useUndo } from "./undo-merge";

export type Preview = RouterOutput["parties"]["previewMerge"];

export type Choice = { take: MergeField[]; takeAddresses: AddressKind[] };

const untouched: Choice = { take: [], takeAddresses: [] };

type Props = { partyId: number; otherId: number | null };

/** Two records side by side: which one stays, whose value wins, what moves. */
export function MergePage({ partyId, otherId }: Props) {
  const t = useTranslations("parties.merge");
  const all = useTranslations("parties");
  const self = trpc.parties.get.useQuery({ partyId });
  const given = trpc.parties.get.useQuery({ partyId: otherId ?? 0 }, { enabled: otherId !== null });
  const [chosen, setChosen] = useState<PickedParty | null>();
  const fromLink = otherId === null ? null : { id: otherId, fullName: given.data?.fullName ?? "…" };
  const other = chosen === undefined ? fromLink : chosen;
  const [isSwapped, setSwapped] = useState(false);
  const keepId = isSwapped && other ? other.id : partyId;
  const mergeId = isSwapped ? partyId : (other?.id ?? null);
  const name = self.data?.fullName ?? "";
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: all("title"), href: "/parties" },
          { label: name, href: `/parties/${partyId}` },
        ]}
        title={t("title")}
        subtitle={t("intro")}
      />
      <PageBody>
        <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5">
          <div className="flex flex-wrap items-end gap-2">
            <Field label={t("choose")} className="w-96 max-w-full">
              <PartyPicker
                value={other}
                onChange={setChosen}
                label={t("choose")}
                exceptId={partyId}
                canCreate={false}
                clearable
              />
            </Field>
            {other ? (
              <Button icon={ArrowLeftRight} onClick={() => setSwapped(!isSwapped)}>
                {t("swap")}
              </Button>
            ) : null}
          </div>
          {mergeId === null ? null : (
            <Wizard key={`${keepId} ${mergeId}`} keepId={keepId} mergeId={mergeId} />
          )}
        </div>
      </PageBody>
    </>
  );
}

function Wizard({ keepId, mergeId }: { keepId: number; mergeId: number }) {
  const t = useTranslations("parties.merge");
  const errorText = useErrorText();
  const [choice, setChoice] = useState(untouched);
  const preview = trpc.parties.previewMerge.useQuery(
    { keepId, mergeId, ...choice },
    { placeholderData: (before) => before },
  );
  const merge = useMerge();
  if (preview.error) {
    return (
      <Banner tone="danger" role="alert">
        {errorText(preview.error)}
      </Banner>
    );
  }
  if (!preview.data) return <SkeletonRows rows={8} />;
  return (
    <>
      <MergeChoices preview={preview.data} choice={choice} onChange={setChoice} />
      <MergeMoves preview={preview.data} />
      {merge.error ? (
        <Banner tone="danger" role="alert">
          {errorText(merge.error)}
        </Banner>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={`/parties/${keepId}`}>{t("cancel")}</ButtonLink>
        <Button
          kind="primary"
          icon={GitMerge}
          loading={merge.isRunning}
          disabled={preview.isPlaceholderData}
          onClick={() => merge.run({ keepId, mergeId, ...choice })}
        >
          {t("confirm")}
        </Button>
      </div>
    </>
  );
}

/** Merges, leads to the card that stays, and offers the way back at once. */
function useMerge() {
  const t = useTranslations("parties.merge");
  const router = useRouter();
  const utils = trpc.useUtils();
  const merge = trpc.parties.merge.useMutation();
  const undo = useUndo();
  async function run(input: { keepId: number; mergeId: number } & Choice): Promise<void> {
    const done = await merge.mutateAsync(input).catch(() => null);
    if (!done) return;
    toast.success(t("done"), {
      action: { label: t("undo"), onClick: () => void undo.run(done.mergeId) },
    });
    await Promise.all([utils.parties.invalidate(), utils.cases.invalidate()]);
    router.push(`/parties/${input.keepId}`);
  }
  return { run, error: merge.error, isRunning: merge.isPending };
}
