import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { DoorLink as Link } from "./door-link";

/** Documents and messages: two lists of one place. */
export function PaperTabs({ slug, at }: { slug: string; at: "documents" | "messages" }) {
  const t = useTranslations("portal.papers");
  const home = `/portal/${slug}/documents`;
  const pages = { documents: home, messages: `${home}/messages` } as const;
  return (
    <nav aria-label={t("lists")} className="flex gap-1">
      {(["documents", "messages"] as const).map((page) => (
        <Link
          key={page}
          href={pages[page]}
          aria-current={page === at ? "page" : undefined}
          className={cx(
            "flex h-11 items-center rounded-md px-4 text-md",
            page === at ? "bg-selected font-[600] text-ink" : "text-ink-2 hover:bg-hover",
          )}
        >
          {t(page)}
        </Link>
      ))}
    </nav>
  );
}
