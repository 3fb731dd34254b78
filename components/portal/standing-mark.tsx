import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Badge } from "../ui/badge";

type Standing = PortalOutput["myRequests"]["items"][number]["standing"];
/** None of them asks the client to hurry: an answer is good news. */
const TONES = {
  open: "info",
  answered: "positive",
  resolved: "positive",
  closed: "neutral",
} as const;

export function StandingMark({ standing }: { standing: Standing }) {
  const t = useTranslations("portal.requests.standings");
  return <Badge tone={TONES[standing]}>{t(standing)}</Badge>;
}
