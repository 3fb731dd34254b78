"use client";

import { Download, Pencil } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Select } from "../form/select";
import { PageBody, PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Button, ButtonLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { type Process, useProcesses } from "../workflow/processes";
import { useStubText } from "../workflow/use-stub-text";
import { toBpmn } from "./export-bpmn";
import { toSvg } from "./export-svg";
import { PictureView } from "./picture-view";
import { saveFile } from "./save-file";
import { type Picture, useTransitionWords } from "./use-told";

/** Processes as they are enforced: one chosen by its name, drawn, told and exported. */
export function ProcessPage() {
  const t = useTranslations("processes");
  const may = useMay();
  const errorText = useErrorText();
  const language = useLocale();
  const { inForce, isPending, error, refetch } = useProcesses();
  const [asked, setAsked] = useQueryStates({ process: parseAsString, version: parseAsInteger });
  const chosen = inForce.find(({ code }) => code === asked.process) ?? inForce[0];
  const query = trpc.processes.picture.useQuery(
    {
      category: chosen?.category ?? "",
      code: chosen?.code,
      language,
      ...(asked.version === null ? {} : { version: asked.version }),
    },
    { enabled: chosen !== undefined },
  );
  const failure = error ?? query.error;
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <>
            <ExportButtons picture={query.data} />
            {may("settings:processes") && chosen ? (
              <ButtonLink icon={Pencil} href={`/settings/processes?category=${chosen.category}`}>
                {t("edit")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <PageBody className="grid gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label={t("choose")}
            value={chosen?.code ?? null}
            onChange={(code) => void setAsked({ process: code, version: null })}
            options={inForce.map((each) => ({ value: each.code, label: labelOf(each, inForce) }))}
            className="w-72 max-w-full"
          />
          {query.data ? <VersionChip picture={query.data} /> : null}
        </div>
        {failure ? (
          <ErrorState
            onRetry={() => (error ? refetch() : void query.refetch())}
            isRetrying={query.isFetching}
          >
            {errorText(failure)}
          </ErrorState>
        ) : null}
        {!failure && (isPending || query.isPending) ? (
          <Skeleton className="h-120 rounded-md!" />
        ) : null}
        {query.data ? <PictureView key={query.data.code} picture={query.data} /> : null}
      </PageBody>
    </>
  );
}

/** A variant is called as its category and by what chooses it. */
export function labelOf(process: Process, all: readonly Process[]): string {
  if (!process.selectBy) return process.name;
  const { field, value } = process.selectBy;
  const base = all.find(
    ({ category, selectBy }) => category === process.category && selectBy === null,
  );
  const choices = (base ?? process).fields.find(({ key }) => key === field)?.choices ?? [];
  return `${process.name} – ${choices.find(({ code }) => code === value)?.name ?? value}`;
}

function VersionChip({ picture }: { picture: Picture }) {
  const t = useTranslations("processes.version");
  return (
    <span className="flex items-center gap-1.5 text-ink-2">
      {picture.version === 0 ? t("delivered") : t("own", { number: picture.version })}
      {picture.isInForce ? (
        <Badge tone="positive">{t("inForce")}</Badge>
      ) : (
        <Badge>{t("old")}</Badge>
      )}
    </span>
  );
}

function ExportButtons({ picture }: { picture: Picture | undefined }) {
  const t = useTranslations("processes.export");
  const tDiagram = useTranslations("workflow.diagram");
  const wordsOf = useTransitionWords();
  const stubText = useStubText();
  const words = (of: Picture) => ({
    title: of.choice ? `${of.name} – ${of.choice}` : of.name,
    anywhere: tDiagram("anyShort"),
    ofStub: (node: Picture["diagram"]["nodes"][number]) => stubText(node, of.states),
    roles: t("roles"),
    ofTransition: (code: string) => {
      const transition = of.transitions.find((each) => each.code === code);
      return transition ? wordsOf(transition) : { roles: [], conditions: [], effects: [] };
    },
  });
  const save = (of: Picture, format: "svg" | "bpmn") =>
    saveFile({
      name: `${of.code}.${format}`,
      type: format === "svg" ? "image/svg+xml" : "application/xml",
      text: format === "svg" ? toSvg(of, words(of)) : toBpmn(of, words(of)),
    });
  return (["svg", "bpmn"] as const).map((format) => (
    <Button
      key={format}
      icon={Download}
      disabled={!picture}
      onClick={() => picture && save(picture, format)}
    >
      {t(format)}
    </Button>
  ));
}
