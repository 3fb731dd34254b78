"use client";

import { Printer, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MANUAL_ROLES, type ManualRole } from "@/server/domain/help/inputs";
import { fold } from "@/server/kernel/fold";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { TabLinks } from "../ui/tabs";
import { HelpFrame } from "./help-frame";
import { blockText, type LabelOf, useLabelOf } from "./label-of";
import type { Manual, ManualTask } from "./manual";
import { ManualBlocks } from "./manual-blocks";

const isAbout = (task: ManualTask, wanted: readonly string[], labelOf: LabelOf) => {
  const text = fold([task.title, ...task.blocks.map((each) => blockText(each, labelOf))].join(" "));
  return wanted.every((word) => text.includes(word));
};

/** The manual of a role: tasks one after the other, narrowed to what is looked for. */
export function ManualPage({ role, manual }: { role: ManualRole; manual: Manual }) {
  const t = useTranslations("help");
  const labelOf = useLabelOf();
  const [text, setText] = useState("");
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  const tasks = manual.tasks.filter((task) => isAbout(task, wanted, labelOf));
  return (
    <HelpFrame>
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2 print:hidden">
          <div className="min-w-0 flex-1">
            <TabLinks
              label={t("roles.label")}
              items={MANUAL_ROLES.map((each) => {
                return { href: `/help/manuals/${each}`, label: t(`roles.${each}`) };
              })}
            />
          </div>
          <Button icon={Printer} onClick={() => window.print()}>
            {t("manual.print")}
          </Button>
        </div>
        <div className="flex items-center gap-3 print:hidden">
          <TextInput
            type="search"
            icon={Search}
            aria-label={t("manual.search")}
            placeholder={t("manual.search")}
            value={text}
            onChange={setText}
            className="w-full max-w-80"
          />
          <span role="status" className="text-ink-2">
            {wanted.length > 0 && tasks.length === 0
              ? t("manual.nothing")
              : t("manual.found", { count: tasks.length })}
          </span>
        </div>
        <article className="grid gap-6" aria-labelledby={`manual-${role}`}>
          <header className="grid gap-1">
            <h2 id={`manual-${role}`} className="font-[650] text-xl">
              {manual.title}
            </h2>
            <div className="text-ink-2">
              <ManualBlocks blocks={manual.lead} labelOf={labelOf} isForPeople />
            </div>
          </header>
          {tasks.map((task) => (
            <section key={task.id} id={task.id} className="grid gap-2 break-inside-avoid-page">
              <h3 className="border-rule-strong border-b pb-1 font-[620] text-md">{task.title}</h3>
              <ManualBlocks blocks={task.blocks} labelOf={labelOf} isForPeople />
            </section>
          ))}
        </article>
      </div>
    </HelpFrame>
  );
}
