"use client";

import { useLocale, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { trpc } from "../../api/crm";
import { useErrorText } from "../../form/error-text";
import { Select } from "../../form/select";
import { Banner } from "../../ui/banner";
import { Button, ButtonLink } from "../../ui/button";
import { ErrorState } from "../../ui/empty-state";
import { Skeleton } from "../../ui/skeleton";
import { useProcesses } from "../../workflow/processes";
import { DraftEditor } from "./draft-editor";
import { Migration } from "./migration";
import { VersionList } from "./version-list";

/** Settings › processes: versions of a category, its draft, and what to do with older cases. */
export function EditorPage() {
  const t = useTranslations("processes.editor");
  const { categories, error, refetch } = useProcesses();
  const errorText = useErrorText();
  const [asked, setAsked] = useQueryState("category", parseAsString);
  const chosen = categories.find(({ category }) => category === asked) ?? categories[0];
  if (error) return <ErrorState onRetry={refetch}>{errorText(error)}</ErrorState>;
  if (!chosen) return <Skeleton className="h-60 rounded-md!" />;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t("category")}
          value={chosen.category}
          onChange={(category: string) => void setAsked(category)}
          options={categories.map(({ category, name }) => ({ value: category, label: name }))}
          className="w-64 max-w-full"
        />
        <ButtonLink kind="quiet" href={`/processes?process=${chosen.code}`}>
          {t("toDiagram")}
        </ButtonLink>
      </div>
      <CategoryEditor key={chosen.category} category={chosen.category} />
    </div>
  );
}

function CategoryEditor({ category }: { category: string }) {
  const t = useTranslations("processes.editor");
  const language = useLocale();
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const draft = trpc.processes.draft.useQuery({ category, language });
  const begin = trpc.processes.openDraft.useMutation({
    onSuccess: () => utils.processes.draft.invalidate({ category }),
  });
  // A draft that is being edited stays when it could not be read again in the background.
  if (draft.error && draft.data === undefined) {
    return (
      <ErrorState onRetry={() => void draft.refetch()} isRetrying={draft.isFetching}>
        {errorText(draft.error)}
      </ErrorState>
    );
  }
  if (draft.isPending) return <Skeleton className="h-60 rounded-md!" />;
  const open = (from?: number) =>
    begin.mutate(from === undefined ? { category } : { category, from });
  return (
    <>
      {begin.error ? <Banner tone="danger" title={errorText(begin.error)} /> : null}
      {draft.data ? (
        <DraftEditor key={draft.data.number} category={category} draft={draft.data} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-ink-2">{t("noDraft")}</p>
          <Button kind="primary" loading={begin.isPending} onClick={() => open()}>
            {t("begin")}
          </Button>
        </div>
      )}
      <VersionList category={category} onTake={draft.data ? undefined : open} />
      <Migration category={category} />
    </>
  );
}
