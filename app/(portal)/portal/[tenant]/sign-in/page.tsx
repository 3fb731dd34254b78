import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DemoPart } from "@/components/portal/demo-part";
import { DoorLink as Link } from "@/components/portal/door-link";
import { hereOf } from "@/components/portal/here";
import { returnPath } from "@/components/portal/return-path";
import { PortalSignIn } from "@/components/portal/sign-in-form";
import { callerOf, currentVisit } from "../../current-visit";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ tenant }, { from }] = await Promise.all([params, searchParams]);
  const target = returnPath(from, tenant);
  const [visit, t, locale] = await Promise.all([
    currentVisit(tenant),
    getTranslations("portal.site"),
    getLocale(),
  ]);
  const { site, ctx } = visit;
  if (ctx && !ctx.actor.letter) redirect(hereOf(target, { slug: tenant, base: visit.base }));
  const caller = callerOf(visit);
  const [demo, isDemo, registration, register] = await Promise.all([
    caller.demoClients(),
    caller.isDemo(),
    caller.registration(),
    getTranslations("portal.register"),
  ]);
  return (
    <div className="mx-auto grid max-w-md gap-6 pt-4">
      <p className="text-ink-2">{site.welcome[locale] || t("signedOutHint")}</p>
      <div className="rounded-lg border border-rule bg-surface p-5">
        <PortalSignIn slug={tenant} target={target} />
      </div>
      {registration.isOpen ? (
        <Link href={`/portal/${tenant}/register`} className="w-fit py-2 text-accent">
          {register("link")}
        </Link>
      ) : null}
      <DemoPart slug={tenant} target={target} clients={demo} isDemo={isDemo} />
    </div>
  );
}
