import { useTranslations } from "next-intl";
import { DeadEnd } from "@/components/portal/dead-end";

/** What is not there, and what is somebody else's: the answer is the same. */
export default function NotFound() {
  const t = useTranslations("portal.state");
  return <DeadEnd title={t("lostTitle")} hint={t("lostHint")} />;
}
