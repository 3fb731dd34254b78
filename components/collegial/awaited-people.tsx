"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { nameIn, type Process } from "../workflow/processes";
import { useAsked } from "./action-line";

type Awaited = RouterOutput["collegial"]["awaited"][number];

type Props = { caseId: number; process: Process; transition: string };

/** Of the reasons that hold a way back: whom it waits for, deputies included, and who refused. */
export function AwaitedPeople({ caseId, process, transition }: Props) {
  const t = useTranslations("shell.actions");
  const errorText = useErrorText();
  const { data, error, refetch, isFetching } = trpc.collegial.awaited.useQuery({ caseId });
  if (error && !data) {
    return (
      <p role="alert" className="mt-2 flex flex-wrap items-center gap-2">
        {errorText(error)}
        <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
          {t("retry")}
        </Button>
      </p>
    );
  }
  const held = data?.filter(({ transitions }) => transitions.includes(transition)) ?? [];
  if (held.length === 0) return null;
  return (
    <div className="mt-2 grid gap-2">
      {held.map((each) => (
        <AwaitedKind key={`${each.kind} ${each.state}`} awaited={each} process={process} />
      ))}
    </div>
  );
}

function AwaitedKind({ awaited, process }: { awaited: Awaited; process: Process }) {
  const t = useTranslations("collegial");
  const { kind, missing, actions, state } = awaited;
  const isBehind = actions.some(({ isNow, outcome }) => outcome === null && !isNow);
  return (
    <div>
      {missing > 0 ? <p>{t("why.missing", { kind: t(`kind.${kind}`), count: missing })}</p> : null}
      {actions.length > 0 ? (
        <>
          <p className="text-ink-2">{t("why.waiting", { kind: t(`kind.${kind}`) })}</p>
          <ul className="grid gap-0.5">
            {actions.map((action) => (
              <AwaitedLine key={action.actionId} {...{ action, kind }} />
            ))}
          </ul>
        </>
      ) : null}
      {isBehind ? (
        <p className="text-ink-2">{t("why.back", { state: nameIn(process.states, state) })}</p>
      ) : null}
    </div>
  );
}

type LineProps = { action: Awaited["actions"][number]; kind: Awaited["kind"] };

function AwaitedLine({ action, kind }: LineProps) {
  const t = useTranslations("collegial");
  const asked = useAsked();
  const { outcome, able, decidedName, comment, isItsTurn } = action;
  const named = (person: { name: string; isPresent: boolean }) =>
    person.isPresent ? person.name : t("absent", { name: person.name });
  const own = able.filter(({ forId }) => forId === null);
  const deputies = able.filter(({ forId }) => forId !== null).map(named);
  const isAbsent = own.length > 0 && own.every(({ isPresent }) => !isPresent);
  return (
    <li>
      <span className="font-[550]">
        {isAbsent && action.assigneeName
          ? t("absent", { name: action.assigneeName })
          : asked(action)}
      </span>
      <span className="text-ink-2">
        {outcome === null
          ? null
          : `: ${t(`outcome.${kind}.${outcome}`)}${decidedName ? `, ${decidedName}` : ""}`}
        {comment ? ` – ${comment}` : null}
        {deputies.length > 0
          ? ` · ${t("deputies", { names: [...new Set(deputies)].join(", ") })}`
          : null}
        {outcome === null && able.length === 0 ? ` · ${t("standing.nobody")}` : null}
        {outcome === null && !isItsTurn ? ` · ${t("standing.turn")}` : null}
      </span>
    </li>
  );
}
