import { useTranslations } from "next-intl";
import { DoorLink as Link } from "./door-link";

const look =
  "inline-flex h-11 w-full items-center justify-center rounded-md border border-rule-strong px-4 " +
  "text-ink-2 hover:bg-hover sm:w-auto";

/** What the law lets a person ask of their data; each is a request like any other. */
export function DataRights({ slug }: { slug: string }) {
  const t = useTranslations("portal.data");
  const at = (kind: string) => `/portal/${slug}/requests/new?kind=${kind}`;
  return (
    <section className="mt-8 grid gap-3" aria-labelledby="rights">
      <h2 id="rights" className="font-[620] text-xl">
        {t("rights")}
      </h2>
      <p className="text-ink-2">{t("rightsHint")}</p>
      <div className="flex flex-wrap gap-3">
        <Link className={look} href={at("erasure")}>
          {t("erase")}
        </Link>
        <Link className={look} href={at("restriction")}>
          {t("restrict")}
        </Link>
      </div>
    </section>
  );
}
