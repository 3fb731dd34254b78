"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveSourceInput } from "@/server/domain/configuration/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { FindingList } from "./finding-list";
import { HostList } from "./host-list";
import { VersionList } from "./version-list";
import { VersionSheet } from "./version-sheet";

export type Configuration = RouterOutput["configuration"]["get"];

/** The customer's own file: where it is read, what is in force, what is wrong with it. */
export function ConfigurationPage() {
  const t = useTranslations("configuration");
  const errorText = useErrorText();
  const query = trpc.configuration.get.useQuery();
  const [shown, setShown] = useState<number | null>(null);
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={8} />;
  const { data } = query;
  return (
    <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-5">
      <p className="text-ink-2">{t("hint")}</p>
      <Source data={data} />
      {data.location ? <Findings data={data} /> : null}
      <HostList hosts={data.hosts} />
      <VersionList versions={data.versions} onShow={setShown} />
      {shown === null ? null : <VersionSheet versionId={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Source({ data }: { data: Configuration }) {
  const t = useTranslations("configuration");
  const utils = trpc.useUtils();
  const save = trpc.configuration.saveSource.useMutation();
  const reload = useReload();
  const form = useZodForm({
    schema: saveSourceInput,
    initial: { location: data.location ?? "" },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("source.saved"));
      void utils.configuration.get.invalidate();
      reload.run();
    },
    fieldOfCode: { "configuration.source_address": "location" },
  });
  return (
    <Section
      title={t("source.title")}
      actions={
        <Button icon={RefreshCw} onClick={reload.run} loading={reload.isRunning}>
          {t("source.reload")}
        </Button>
      }
    >
      <form {...form.props} className="flex flex-wrap items-start gap-2">
        <Field
          label={t("source.location")}
          hint={t("source.locationHint")}
          error={form.error("location") ?? form.formError}
          className="min-w-64 flex-1"
        >
          <TextInput {...form.text("location")} autoComplete="off" spellCheck={false} />
        </Field>
        <div className="pt-6">
          <Button type="submit" loading={form.isSubmitting}>
            {t("source.save")}
          </Button>
        </div>
      </form>
      <p className="flex flex-wrap gap-x-4 gap-y-1 pt-2 text-ink-2">
        <span>
          {t("source.checked")}: <Instant value={data.checkedAt} style="relative" />
        </span>
        <span>
          {t("source.inForce")}:{" "}
          <span className="figures">{data.appliedVersionId ?? t("source.none")}</span>
        </span>
        {data.commitId ? (
          <span title={data.commitId}>
            {t("source.commit")}: <span className="code-figures">{data.commitId.slice(0, 12)}</span>
          </span>
        ) : null}
        <TextLink href="/api/config/schema.json">{t("source.schema")}</TextLink>
      </p>
    </Section>
  );
}

function useReload(): { run: () => void; isRunning: boolean } {
  const t = useTranslations("configuration.outcomes");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const reload = trpc.configuration.reload.useMutation({
    onSuccess: ({ outcome }) => {
      const isGood = outcome === "applied" || outcome === "same";
      if (isGood) toast.success(t(outcome));
      else toast.error(t(outcome));
    },
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => {
      void utils.configuration.invalidate();
      void utils.triggers.invalidate();
    },
  });
  return { run: () => reload.mutate(), isRunning: reload.isPending };
}

function Findings({ data }: { data: Configuration }) {
  const t = useTranslations("configuration");
  const codeText = useCodeText();
  const { trouble, findings, latestVersionId, appliedVersionId } = data;
  const isRefused = latestVersionId !== appliedVersionId;
  return (
    <Section title={t("findingsTitle")} count={findings.length}>
      <div className="grid gap-2">
        {trouble ? <Banner tone="danger">{codeText(trouble) ?? trouble}</Banner> : null}
        {isRefused ? <Banner tone="warning">{t("refused")}</Banner> : null}
        {findings.length > 0 ? <FindingList findings={findings} /> : null}
        {findings.length === 0 && latestVersionId !== null ? (
          <p className="text-ink-2">{t("noFindings")}</p>
        ) : null}
      </div>
    </Section>
  );
}
