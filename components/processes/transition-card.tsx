"use client";

import { useTranslations } from "next-intl";
import { nameIn } from "../workflow/processes";
import { type Picture, type PictureTransition, useTransitionWords } from "./use-told";

type TransitionCardProps = {
  transition: PictureTransition;
  picture: Pick<Picture, "states">;
  /** In a list under its state: whence it leads is said there. */
  isInList?: boolean;
};

/** One way: whence and whither, who may take it, what it asks for and what it does. */
export function TransitionCard({ transition, picture, isInList }: TransitionCardProps) {
  const t = useTranslations("processes.way");
  const { roles, conditions, effects } = useTransitionWords()(transition);
  const from = transition.from.map((code) => nameIn(picture.states, code)).join(", ");
  const to = nameIn(picture.states, transition.to);
  return (
    <div className="min-w-0 text-xs">
      <p className="font-[600] text-base">
        {transition.name}
        {isInList ? <span className="font-[450] text-ink-2"> → {to}</span> : null}
      </p>
      {isInList ? null : (
        <p className="text-ink-2">
          {from} → {to}
        </p>
      )}
      <Lines label={t("roles")} lines={[roles.join(", ")]} />
      <Lines label={t("conditions")} lines={conditions} />
      <Lines label={t("effects")} lines={effects} />
    </div>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <dl className="mt-1 grid grid-cols-[84px_minmax(0,1fr)] gap-x-2">
      <dt className="text-ink-2">{label}</dt>
      {lines.map((line) => (
        <dd key={line} className="col-start-2">
          {line}
        </dd>
      ))}
    </dl>
  );
}
