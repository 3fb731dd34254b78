import { useTranslations } from "next-intl";

/** No such door, or it is shut: nothing is told of whose it would be. */
export default function NotFound() {
  const t = useTranslations("portal.state");
  return (
    <main className="mx-auto grid max-w-xl gap-4 px-4 py-12 text-lg">
      <title>{t("doorTitle")}</title>
      <h1 className="text-balance font-[650] text-2xl">{t("doorTitle")}</h1>
      <p className="text-ink-2">{t("doorHint")}</p>
    </main>
  );
}
