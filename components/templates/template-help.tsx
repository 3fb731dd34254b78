"use client";

import { ChevronRight, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HELP_TOPICS } from "./help-topics";

const SAMPLES = [
  { code: "firstReminder", format: "DOCX" },
  { code: "preAction", format: "DOCX" },
  { code: "emailReminder", format: "HTML" },
  { code: "smsReminder", format: "TXT" },
  { code: "slovakReminder", format: "DOCX" },
] as const;

/** How to write a template, by format and by what it should do; and samples to begin with. */
export function TemplateHelp() {
  const t = useTranslations("templates.page.help");
  return (
    <details className="group rounded-lg border border-rule bg-surface">
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-2 rounded-lg px-4 font-[620] hover:bg-hover">
        <ChevronRight
          className="size-4 text-ink-3 transition-transform group-open:rotate-90"
          aria-hidden
        />
        {t("title")}
      </summary>
      <div className="grid gap-x-8 gap-y-4 border-rule border-t px-4 py-4 md:grid-cols-2 xl:grid-cols-3">
        {HELP_TOPICS.map((topic) => (
          <Topic key={topic.key} title={t(topic.key)} text={t(`${topic.key}Text`)}>
            {"marked" in topic ? (
              <mark className="rounded-xs bg-[#ff0] px-1 text-black text-xs">{topic.marked}</mark>
            ) : null}
            {topic.examples.map((example) => (
              <code key={example} className="code-figures block break-words text-ink-2 text-xs">
                {example}
              </code>
            ))}
          </Topic>
        ))}
        <section className="grid content-start gap-1">
          <h2 className="font-[600]">{t("samples")}</h2>
          <ul>
            {SAMPLES.map(({ code, format }) => (
              <li key={code}>
                <a
                  href={`/api/files/templates/samples/${code}`}
                  download
                  className="inline-flex min-h-6 items-center gap-1.5 text-accent underline decoration-rule-strong underline-offset-[3px] hover:decoration-current"
                >
                  <Download className="size-3.5 shrink-0" aria-hidden />
                  {t(`sampleNames.${code}`)}
                </a>{" "}
                <span className="text-ink-3 text-xs">{format}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </details>
  );
}

type TopicProps = { title: string; text: string; children: ReactNode };

function Topic({ title, text, children }: TopicProps) {
  return (
    <section className="grid content-start gap-1">
      <h2 className="font-[600]">{title}</h2>
      <p className="text-ink-2">{text}</p>
      <div className="grid justify-items-start gap-0.5">{children}</div>
    </section>
  );
}
