import { TRPCError } from "@trpc/server";
import { getTranslations } from "next-intl/server";
import { brandButton } from "@/components/portal/brand";
import { DoorLink as Link } from "@/components/portal/door-link";
import { LetterForm } from "@/components/portal/letter-form";
import { callerOf, currentVisit } from "../../../current-visit";

type Props = { params: Promise<{ tenant: string; token: string }> };

/** Where the link or the code of a letter leads. */
export default async function Page({ params }: Props) {
  const { tenant, token } = await params;
  const [visit, t, signIn] = await Promise.all([
    currentVisit(tenant),
    getTranslations("portal.letter"),
    getTranslations("portal.signIn"),
  ]);
  const questions = await callerOf(visit).askLetter({ token }).catch(over);
  return (
    <div className="mx-auto max-w-md pt-4">
      {questions ? (
        <LetterForm slug={tenant} token={token} asks={[...questions.asks]} />
      ) : (
        <div className="grid gap-4">
          <h1 className="font-[650] text-2xl">{t("overTitle")}</h1>
          <p className="text-ink-2">{t("overHint")}</p>
          <Link href={`/portal/${tenant}/sign-in`} className={brandButton}>
            {signIn("submit")}
          </Link>
        </div>
      )}
    </div>
  );
}

/** A link that is over has a page of its own; a fault stays a fault. */
function over(error: unknown): null {
  if (error instanceof TRPCError && error.code === "PRECONDITION_FAILED") return null;
  throw error;
}
