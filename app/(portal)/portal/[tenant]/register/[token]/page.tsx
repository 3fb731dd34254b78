import { TRPCError } from "@trpc/server";
import { getTranslations } from "next-intl/server";
import { brandButton } from "@/components/portal/brand";
import { DoorLink as Link } from "@/components/portal/door-link";
import { FinishRegistration } from "@/components/portal/finish-registration";
import { callerOf, currentVisit } from "../../../current-visit";

type Props = { params: Promise<{ tenant: string; token: string }> };

export default async function Page({ params }: Props) {
  const { tenant, token } = await params;
  const [visit, t] = await Promise.all([currentVisit(tenant), getTranslations("portal.register")]);
  const way = await callerOf(visit).askRegistrationWay({ token }).catch(over);
  return (
    <div className="mx-auto max-w-md pt-4">
      {way ? (
        <FinishRegistration slug={tenant} token={token} email={way.email} />
      ) : (
        <div className="grid gap-4">
          <h1 className="font-[650] text-2xl">{t("overTitle")}</h1>
          <p className="text-ink-2">{t("overHint")}</p>
          <Link href={`/portal/${tenant}/register`} className={brandButton}>
            {t("title")}
          </Link>
        </div>
      )}
    </div>
  );
}

/** A way that is over has a page of its own; a fault stays a fault. */
function over(error: unknown): null {
  if (error instanceof TRPCError && error.code === "PRECONDITION_FAILED") return null;
  throw error;
}
