import { useLocale, useTranslations } from "next-intl";
import { dayOf, formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { FoundForm } from "./found-form";
import { JoinForm } from "./join-form";
import { MyChanges } from "./my-changes";
import { OrganisationForm } from "./organisation-form";
import { TeamPanel } from "./team-panel";
import { valueText } from "./value-text";

export type Organisation = PortalOutput["myOrganisation"];
type Data = NonNullable<Organisation["data"]>;

/** The client's organisation, or the ways to one. */
export function OrganisationPage(props: { slug: string; organisation: Organisation }) {
  const { slug, organisation } = props;
  const t = useTranslations("portal.organisation");
  const { data, mayChange, mayJoin, join, team } = organisation;
  return (
    <div className="grid gap-7">
      <header className="grid gap-1">
        <h1 className="font-[650] text-2xl">{data?.name ?? t("title")}</h1>
        <p className="text-ink-2">{data ? (mayChange ? t("hint") : null) : t("none")}</p>
      </header>
      {join ? <JoinState join={join} /> : null}
      {data ? <MyChanges changes={data.changes} /> : null}
      {data && mayChange ? <OrganisationForm key={data.version} slug={slug} data={data} /> : null}
      {data && !mayChange ? <Facts data={data} /> : null}
      {team ? <TeamPanel slug={slug} team={team} /> : null}
      {mayJoin ? (
        <>
          <JoinForm slug={slug} />
          <FoundForm slug={slug} />
        </>
      ) : null}
    </div>
  );
}

function JoinState({ join }: { join: NonNullable<Organisation["join"]> }) {
  const t = useTranslations("portal.organisation");
  const locale = useLocale();
  const { name, registrationNo, state, askedAt, reason } = join;
  const day = formatDay(dayOf(askedAt), locale);
  return (
    <section className="grid gap-1 rounded-lg border border-rule bg-surface p-5">
      {state === "waiting" ? (
        <>
          <h2 className="font-[620] text-xl">{t("waitingTitle")}</h2>
          {name ? <p>{[name, registrationNo].filter(Boolean).join(", ")}</p> : null}
          <p className="text-ink-2">{t("waiting", { day })}</p>
        </>
      ) : (
        <p>{t("rejected", { reason: reason ?? "" })}</p>
      )}
    </section>
  );
}

function Facts({ data }: { data: Data }) {
  const t = useTranslations("portal.organisation");
  const rows: [string, string][] = [
    [t("registrationNo"), data.registrationNo ?? ""],
    [t("taxId"), data.taxId ?? ""],
    [t("legalForm"), data.legalForm ?? ""],
    [t("seat"), valueText(data.address)],
    [t("contact"), valueText(data.contactPerson)],
  ];
  return (
    <dl className="grid gap-3 rounded-lg border border-rule bg-surface p-5 sm:grid-cols-2">
      {rows
        .filter(([, value]) => value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt className="text-ink-2 text-md">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
