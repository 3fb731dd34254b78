"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { FindingList } from "./finding-list";
import { partsOf } from "./plan-parts";

type Version = RouterOutput["configuration"]["version"];

/** One version: its findings, what it changes of the one in force, and its text. */
export function VersionSheet(props: { versionId: number; onClose: () => void }) {
  const { versionId, onClose } = props;
  const t = useTranslations("configuration");
  const errorText = useErrorText();
  const query = trpc.configuration.version.useQuery({ versionId });
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("versions.version")} ${versionId}`}
      size="lg"
    >
      {query.data ? <Content version={query.data} /> : null}
      {query.isPending ? <SkeletonLines lines={12} /> : null}
      {query.error ? <ErrorState>{errorText(query.error)}</ErrorState> : null}
    </Sheet>
  );
}

const TONES = { added: "positive", changed: "warning", removed: "danger" } as const;

function Content({ version }: { version: Version }) {
  const t = useTranslations("configuration");
  const { findings, plan, diff, body, comparedWith } = version;
  const against = comparedWith ? t("versions.compared", { id: comparedWith }) : undefined;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {findings.length > 0 ? (
        <Section title={t("findingsTitle")} count={findings.length}>
          <FindingList findings={findings} />
        </Section>
      ) : null}
      <Section title={t("versions.plan")} count={plan.length} hint={against}>
        {plan.length === 0 ? <p className="text-ink-2">{t("versions.noPlan")}</p> : null}
        <ul className="grid gap-1">
          {plan.map((line) => (
            <PlanItem key={`${line.section}.${line.name}`} line={line} />
          ))}
        </ul>
      </Section>
      {diff.length > 0 ? (
        <Section title={t("versions.diff")} hint={against}>
          <Lines lines={diff} />
        </Section>
      ) : null}
      <Section title={t("versions.text")}>
        <Lines
          lines={body
            .replace(/\n$/, "")
            .split("\n")
            .map((text, index) => ({ kind: "same", text, line: index + 1 }))}
        />
      </Section>
    </div>
  );
}

function PlanItem({ line }: { line: Version["plan"][number] }) {
  const t = useTranslations("configuration");
  const { section, name, change, before, after } = line;
  return (
    <li className="grid gap-0.5">
      <span className="flex items-center gap-2">
        <Badge tone={TONES[change]}>{t(`changes.${change}`)}</Badge>
        <span className="code-figures min-w-0 break-all">
          {section}.{name}
        </span>
      </span>
      {change === "changed" ? (
        <ul className="grid gap-0.5 pl-2">
          {partsOf(before, after).map(({ key, was, is }) => (
            <li key={key} className="code-lines text-ink-2 [overflow-wrap:anywhere]">
              {key}: <del className="text-danger">{was ?? "–"}</del> →{" "}
              <ins className="text-positive no-underline">{is ?? "–"}</ins>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

const MARKS = { same: "", added: "+", removed: "−", gap: "" };

function Lines({ lines }: { lines: Version["diff"] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too.
    <pre tabIndex={0} className="code-lines overflow-x-auto rounded-md bg-sunken py-1.5">
      {lines.map(({ kind, text, line }) => (
        <span
          key={`${kind}${line}`}
          className={cx(
            "block px-2",
            kind === "added" && "bg-positive-wash text-positive",
            kind === "removed" && "bg-danger-wash text-danger",
          )}
        >
          <span className="mr-2 inline-block w-7 select-none text-right text-ink-3">
            {kind === "gap" ? "⋯" : line}
          </span>
          <span className="inline-block w-4 select-none">{MARKS[kind]}</span>
          {text}
        </span>
      ))}
    </pre>
  );
}
