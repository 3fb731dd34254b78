import { TRPCError } from "@trpc/server";
import { getTranslations } from "next-intl/server";
import { brandButton } from "@/components/portal/brand";
import { DoorLink as Link } from "@/components/portal/door-link";
import { InvitationForm } from "@/components/portal/invitation-form";
import { callerOf, currentVisit } from "../../../current-visit";

type Props = { params: Promise<{ tenant: string; token: string }> };

export default async function Page({ params }: Props) {
  const { tenant, token } = await params;
  const [visit, t] = await Promise.all([
    currentVisit(tenant),
    getTranslations("portal.invitation"),
  ]);
  const questions = await callerOf(visit).askInvitation({ token }).catch(over);
  return (
    <div className="mx-auto max-w-md pt-4">
      {questions ? (
        <InvitationForm slug={tenant} token={token} questions={questions} />
      ) : (
        <div className="grid gap-4">
          <h1 className="font-[650] text-2xl">{t("overTitle")}</h1>
          <p className="text-ink-2">{t("overHint")}</p>
          <SignInLink tenant={tenant} />
        </div>
      )}
    </div>
  );
}

async function SignInLink({ tenant }: { tenant: string }) {
  const t = await getTranslations("portal.signIn");
  return (
    <Link href={`/portal/${tenant}/sign-in`} className={brandButton}>
      {t("submit")}
    </Link>
  );
}

/** An invitation that is over has a page of its own; a fault stays a fault. */
function over(error: unknown): null {
  if (error instanceof TRPCError && error.code === "PRECONDITION_FAILED") return null;
  throw error;
}
