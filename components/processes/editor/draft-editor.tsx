"use client";

import { Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmVerb } from "../../form/confirm-verb";
import { useErrorText } from "../../form/error-text";
import { Select } from "../../form/select";
import { Badge } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { cx } from "../../ui/cx";
import { Section } from "../../ui/section";
import { Segmented } from "../../ui/segmented";
import { Activation } from "./activation";
import { DraftFile } from "./draft-file";
import { EDITED_LISTS, type EditedList, newEntry } from "./entry-fields";
import { EntryForm } from "./entry-form";
import { DifferenceList, ProblemList } from "./findings";
import { Trial } from "./trial";
import {
  codeOf,
  type Draft,
  type DraftState,
  type Entry,
  entriesOf,
  nameOf,
  useDraft,
} from "./use-draft";

/** The draft: its entries beside their form, what is wrong with it, what it changes, and how it would go. */
export function DraftEditor({ category, draft }: { category: string; draft: Draft }) {
  const t = useTranslations("processes.editor");
  const errorText = useErrorText();
  const language = useLocale();
  const state = useDraft(category, draft);
  const codes = state.definitions.map(codeOf);
  const [code, setCode] = useState(codes.includes(category) ? category : (codes[0] ?? category));
  return (
    <div className="grid gap-5">
      <Section
        title={t("draft", { number: draft.number })}
        hint={state.isKept ? t("kept") : t("keeping")}
        actions={<DraftFile {...{ category, code, state }} />}
      >
        {state.error ? <Banner tone="danger" title={errorText(state.error)} /> : null}
        {draft.isDeliveredNewer ? <Banner tone="info" title={t("deliveredNewer")} /> : null}
        {codes.length > 1 ? (
          <Select
            aria-label={t("variant")}
            value={code}
            onChange={(next: string) => setCode(next)}
            options={state.definitions.map((each) => {
              return { value: codeOf(each), label: nameOf(each, language) };
            })}
            className="mb-3 w-64 max-w-full"
          />
        ) : null}
        <Entries key={code} {...{ code, state }} />
      </Section>
      <div className="grid gap-5 lg:grid-cols-2">
        <ProblemList problems={state.problems} definitions={state.definitions} />
        <DifferenceList difference={state.difference} isFresh={state.isKept} />
      </div>
      <Trial {...{ category, code, state }} />
      <Activation {...{ category, state }} number={draft.number} />
    </div>
  );
}

function Entries({ code, state }: { code: string; state: DraftState }) {
  const t = useTranslations("processes.editor");
  const [list, setList] = useState<EditedList>("states");
  const [index, setIndex] = useState(0);
  const raw = state.definitions.find((each) => codeOf(each) === code);
  if (!raw) return null;
  const entries = entriesOf(raw, list);
  const entry = entries[index];
  const put = (next: Entry[]) =>
    state.change(
      state.definitions.map((each) => (codeOf(each) === code ? { ...each, [list]: next } : each)),
    );
  const add = () => {
    setIndex(entries.length);
    put([...entries, newEntry(list, raw)]);
  };
  return (
    <div className="grid gap-3">
      <div className="overflow-x-auto">
        <Segmented
          label={t("parts")}
          value={list}
          onChange={(next) => {
            setList(next);
            setIndex(0);
          }}
          options={EDITED_LISTS.map((value) => ({ value, label: t(`lists.${value}`) }))}
        />
      </div>
      <div className="grid gap-4 md:grid-cols-[260px_minmax(0,1fr)]">
        <div>
          <EntryList {...{ entries, index }} onChoose={setIndex} />
          <Button className="mt-2" size="sm" icon={Plus} onClick={add}>
            {t(`add.${list}`)}
          </Button>
        </div>
        {entry ? (
          <div className="min-w-0 rounded-md border border-rule bg-surface p-3">
            <EntryForm
              key={`${list} ${entries.length} ${index}`}
              {...{ list, entry, raw }}
              onChange={(next) => put(entries.map((each, at) => (at === index ? next : each)))}
            />
            <RemoveEntry
              entry={entry}
              onRemove={() => {
                setIndex(Math.max(0, index - 1));
                put(entries.filter((_, at) => at !== index));
              }}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** A click too many must not take a state or a rule with all that was typed. */
function RemoveEntry({ entry, onRemove }: { entry: Entry; onRemove: () => void }) {
  const t = useTranslations("processes.editor");
  const language = useLocale();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="mt-4 flex justify-end">
      <Button kind="danger-quiet" size="sm" icon={Trash2} onClick={() => setAsked(true)}>
        {t("remove")}
      </Button>
      {isAsked ? (
        <ConfirmVerb
          title={t("removeTitle", { name: nameOf(entry, language) })}
          description={t("removeText")}
          confirmLabel={t("remove")}
          run={async () => onRemove()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </div>
  );
}

type EntryListProps = {
  entries: readonly Entry[];
  index: number;
  onChoose: (index: number) => void;
};

function EntryList({ entries, index, onChoose }: EntryListProps) {
  const t = useTranslations("processes.editor");
  const language = useLocale();
  return (
    <ul className="max-h-120 overflow-y-auto rounded-md border border-rule">
      {entries.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a code is changed while it is typed.
        <li key={at}>
          <button
            type="button"
            aria-pressed={at === index}
            onClick={() => onChoose(at)}
            className={cx(
              "flex w-full items-center gap-2 px-2 py-1.5 text-left hover:bg-hover",
              at === index && "bg-selected font-[550]",
            )}
          >
            <span className="truncate">{nameOf(each, language)}</span>
            {each.final === true ? <Badge>{t("finalMark")}</Badge> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
