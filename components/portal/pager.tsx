import { useTranslations } from "next-intl";
import { DoorLink as Link } from "./door-link";

interface Props {
  /** "/portal/demo/documents". */
  path: string;
  nextCursor: string | null;
  isFirst: boolean;
  /** What else stands in the address, kept. */
  query?: Readonly<Record<string, string>>;
}

const link = "flex h-11 items-center rounded-md px-3 text-accent hover:bg-hover";

/** The way to older records and back to the newest; nothing where all of them are on the page. */
export function Pager({ path, nextCursor, isFirst, query = {} }: Props) {
  const t = useTranslations("portal.papers");
  if (isFirst && nextCursor === null) return null;
  const to = (more: Record<string, string>) => {
    const search = new URLSearchParams({ ...query, ...more }).toString();
    return search ? `${path}?${search}` : path;
  };
  return (
    <nav aria-label={t("pages")} className="flex justify-between gap-3">
      {isFirst ? (
        <span />
      ) : (
        <Link className={link} href={to({})}>
          {t("newest")}
        </Link>
      )}
      {nextCursor === null ? null : (
        <Link className={link} href={to({ after: nextCursor })}>
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
