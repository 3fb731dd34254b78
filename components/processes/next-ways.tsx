"use client";

import { Check, CircleAlert, Users } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRoleName } from "../access/role-name";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { nameIn, type Process } from "../workflow/processes";

type Way = RouterOutput["processes"]["caseNext"][number];

type NextWaysProps = {
  detail: { id: number; state: string; version: number };
  process: Process;
  onMove?: ((transition: string) => void) | undefined;
};

/** Where the case may go: who may move it there, and why it cannot be moved yet. */
export function NextWays({ detail, process, onMove }: NextWaysProps) {
  const t = useTranslations("processes.next");
  const errorText = useErrorText();
  const ways = trpc.processes.caseNext.useQuery({ caseId: detail.id });
  return (
    <Section title={t("title")} level={3} id="next-ways">
      {ways.error ? (
        <ErrorState onRetry={() => void ways.refetch()} isRetrying={ways.isFetching}>
          {errorText(ways.error)}
        </ErrorState>
      ) : null}
      {ways.isPending ? <SkeletonRows rows={3} /> : null}
      {ways.data?.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      <ul className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        {ways.data?.map((way) => (
          <li key={way.code} className="min-w-0 border-rule border-b pb-3">
            <WayHead {...{ way, process, onMove }} />
            <Against way={way} />
            <MayAct way={way} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WayHead({
  way,
  process,
  onMove,
}: { way: Way } & Pick<NextWaysProps, "process" | "onMove">) {
  const t = useTranslations("processes.next");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="font-[600]">{way.name}</span>
      <span className="text-ink-2">→ {nameIn(process.states, way.to)}</span>
      <span className="ml-auto">
        {way.isMine && onMove ? (
          <Button
            size="sm"
            aria-label={`${t("move")}: ${way.name}`}
            onClick={() => onMove(way.code)}
          >
            {t("move")}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

/** "Why can't I move it?" */
function Against({ way }: { way: Way }) {
  const t = useTranslations("processes.next");
  const codeText = useCodeText();
  if (way.reasons.length === 0) {
    return (
      <p className="mt-1 flex items-center gap-1.5 text-positive">
        <Check className="size-3.5" aria-hidden />
        {t("free")}
      </p>
    );
  }
  return (
    <div className="mt-1">
      <p className="text-ink-2 text-xs">{t("whyNot")}</p>
      <ul>
        {way.reasons.map((reason) => (
          <li key={`${reason.code} ${JSON.stringify(reason.params)}`} className="flex gap-1.5">
            <CircleAlert className="mt-0.5 size-3.5 shrink-0 text-warning" aria-hidden />
            {codeText(reason.code, reason.params) ?? reason.code}
          </li>
        ))}
      </ul>
      {way.awaited.map((awaited) => (
        <AwaitedOnes key={`${awaited.kind} ${awaited.state}`} awaited={awaited} />
      ))}
    </div>
  );
}

/** Whose vote, approval, signature or acknowledgement is missing, and who may do it for them. */
function AwaitedOnes({ awaited }: { awaited: Way["awaited"][number] }) {
  const t = useTranslations("processes.next");
  const tCollegial = useTranslations("collegial");
  const roleName = useRoleName();
  const format = useFormatter();
  return (
    <ul className="mt-0.5 ml-5 text-xs">
      {awaited.actions.map((action) => {
        const asked =
          action.assigneeName ??
          (action.assigneeRole ? tCollegial("anyOf", { role: roleName(action.assigneeRole) }) : "");
        const others = action.able.map(({ name }) => name).filter((name) => name !== asked);
        return (
          <li key={action.actionId}>
            <span className="font-[550]">{tCollegial(`kind.${awaited.kind}`)}</span>: {asked}
            {action.outcome === "negative"
              ? ` – ${tCollegial(`outcome.${awaited.kind}.negative`)}`
              : null}
            {action.dueOn
              ? ` – ${t("due", { day: format.dateTime(new Date(action.dueOn), { dateStyle: "medium", timeZone: "UTC" }) })}`
              : null}
            {others.length > 0
              ? ` – ${tCollegial("deputies", { names: others.join(", ") })}`
              : null}
            {action.able.length === 0 && action.outcome === null
              ? ` – ${tCollegial("standing.nobody")}`
              : null}
          </li>
        );
      })}
    </ul>
  );
}

function MayAct({ way }: { way: Way }) {
  const t = useTranslations("processes.next");
  const tTold = useTranslations("workflow.told");
  const roleName = useRoleName();
  const roles = way.roles.map((role) => (role === "system" ? tTold("system") : roleName(role)));
  const more = way.peopleCount - way.people.length;
  return (
    <p className="mt-1 flex gap-1.5 text-ink-2 text-xs">
      <Users className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>
        {t("mayAct", { roles: roles.join(", ") })}{" "}
        {way.people.map((person, index) => (
          <span key={person.id}>
            {index > 0 ? ", " : ""}
            <span className={person.isPresent ? "text-ink" : ""}>{person.name}</span>
            {person.isPresent ? null : ` (${t("absent")})`}
          </span>
        ))}
        {more > 0 ? ` ${t("others", { count: more })}` : null}
        {way.peopleCount === 0 && !way.roles.includes("system") ? (
          <Badge tone="warning">{t("nobody")}</Badge>
        ) : null}
      </span>
    </p>
  );
}
