"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { dayOf, formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { FaultBanner } from "./fault";
import { MakeCode } from "./make-code";
import { type Client, usePortal } from "./use-portal";

type Team = NonNullable<PortalOutput["myOrganisation"]["team"]>;
const quiet = "min-h-11 px-2 text-accent text-md disabled:opacity-50";
const list = "divide-y divide-rule rounded-lg border border-rule bg-surface";
const line = "flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2";

/** Who of the organisation has an account, who asks for one, and the codes to join by. */
export function TeamPanel({ slug, team }: { slug: string; team: Team }) {
  const t = useTranslations("portal.organisation");
  const router = useRouter();
  const { call, fault, isBusy } = usePortal(slug);
  async function act(work: (client: Client) => Promise<unknown>) {
    const done = await call((client) => work(client).then(() => true));
    if (done) router.refresh();
  }
  return (
    <section className="grid gap-4" aria-labelledby="team">
      <h2 id="team" className="font-[620] text-xl">
        {t("team")}
      </h2>
      <FaultBanner slug={slug} fault={fault} />
      {team.waiting.length > 0 ? <Waiting team={team} isBusy={isBusy} act={act} /> : null}
      <Colleagues team={team} isBusy={isBusy} act={act} />
      <h3 className="font-[600]">{t("codes")}</h3>
      <Codes team={team} isBusy={isBusy} act={act} />
      <MakeCode slug={slug} sights={team.sights} />
    </section>
  );
}

interface PartProps {
  team: Team;
  isBusy: boolean;
  act: (work: (client: Client) => Promise<unknown>) => Promise<void>;
}

function Waiting({ team, isBusy, act }: PartProps) {
  const t = useTranslations("portal.organisation");
  return (
    <>
      <h3 className="font-[600]">{t("asks")}</h3>
      <ul className={list}>
        {team.waiting.map(({ id: joinId, name, email }) => (
          <li key={joinId} className={line}>
            <span className="font-[550]">{name}</span>
            <span className="text-ink-2">{email}</span>
            <span className="ml-auto flex gap-2">
              <button
                type="button"
                className={quiet}
                disabled={isBusy}
                aria-label={t("acceptNamed", { name })}
                onClick={() => act((client) => client.acceptMyJoin.mutate({ joinId }))}
              >
                {t("accept")}
              </button>
              <button
                type="button"
                className={quiet}
                disabled={isBusy}
                aria-label={t("rejectNamed", { name })}
                onClick={() => {
                  const reason = t("rejectReason");
                  return act((client) => client.rejectMyJoin.mutate({ joinId, reason }));
                }}
              >
                {t("reject")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Colleagues({ team, isBusy, act }: PartProps) {
  const t = useTranslations("portal.organisation");
  const sights = useTranslations("portal.sights");
  return (
    <ul className={list}>
      {team.colleagues.map(({ id: portalUserId, name, email, sight, ...rest }) => (
        <li key={portalUserId} className={line}>
          <span className="font-[550]">{name}</span>
          <span className="text-ink-2">{email}</span>
          <span className="text-ink-2">
            {[rest.isMe && t("me"), rest.isAdmin && t("admin"), sights(sight)]
              .filter(Boolean)
              .join(", ")}
          </span>
          {rest.mayRemove ? (
            <button
              type="button"
              className={`${quiet} ml-auto`}
              disabled={isBusy}
              aria-label={t("removeNamed", { name })}
              onClick={() => act((client) => client.removeColleague.mutate({ portalUserId }))}
            >
              {t("remove")}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Codes({ team, isBusy, act }: PartProps) {
  const t = useTranslations("portal.organisation");
  const sights = useTranslations("portal.sights");
  const locale = useLocale();
  if (team.codes.length === 0) return <p className="text-ink-2">{t("noCodes")}</p>;
  return (
    <ul className={list}>
      {team.codes.map(({ id: codeId, sight, uses, usesMax, expiresAt }) => (
        <li key={codeId} className={line}>
          <span>{sights(sight)}</span>
          <span className="text-ink-2">
            {t("codeLine", { uses, usesMax, day: formatDay(dayOf(expiresAt), locale) })}
          </span>
          <button
            type="button"
            className={`${quiet} ml-auto`}
            disabled={isBusy}
            onClick={() => act((client) => client.revokeMyCode.mutate({ codeId }))}
          >
            {t("revoke")}
          </button>
        </li>
      ))}
    </ul>
  );
}
