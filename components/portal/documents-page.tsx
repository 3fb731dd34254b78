import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { BackLink } from "./back-link";
import { DocumentList } from "./document-list";
import { DoorLink as Link } from "./door-link";
import { MessageList } from "./message-list";
import { NoDebt } from "./no-debt";
import { Pager } from "./pager";
import { PaperTabs } from "./paper-tabs";
import { pathOf } from "./path-of";

export interface ListAsked {
  slug: string;
  /** Of one case only. */
  refNo: string | null;
  isFirst: boolean;
  /** The reader came by a letter and sees this case alone. */
  onlyCase: string | null;
}

const queryOf = (refNo: string | null): Record<string, string> => (refNo ? { case: refNo } : {});

/** Every document of the client's, and the confirmation that they owe nothing. */
export function DocumentsPage({
  slug,
  refNo,
  isFirst,
  onlyCase,
  page,
  noDebt,
}: ListAsked & {
  page: PortalOutput["myDocuments"];
  noDebt: PortalOutput["noDebtOffer"] | null;
}) {
  const t = useTranslations("portal.papers");
  const path = `/portal/${slug}/documents`;
  return (
    <div className="grid gap-5">
      <ToOnlyCase slug={slug} onlyCase={onlyCase} />
      <PaperTabs slug={slug} at="documents" />
      <header className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="font-[650] text-2xl">{t("documents")}</h1>
        {onlyCase ? null : <OneCase refNo={refNo} path={path} />}
      </header>
      <DocumentList slug={slug} items={page.items} />
      <Pager path={path} query={queryOf(refNo)} isFirst={isFirst} nextCursor={page.nextCursor} />
      {noDebt ? (
        <section className="grid gap-3" aria-labelledby="no-debt">
          <h2 id="no-debt" className="font-[620] text-xl">
            {t("noDebtTitle")}
          </h2>
          <p className="text-ink-2">{t("noDebtHint")}</p>
          <NoDebt slug={slug} offer={noDebt} label={t("noDebt")} isMain />
        </section>
      ) : null}
    </div>
  );
}

export function MessagesPage({
  slug,
  refNo,
  isFirst,
  onlyCase,
  page,
}: ListAsked & { page: PortalOutput["myMessages"] }) {
  const t = useTranslations("portal.papers");
  const path = `/portal/${slug}/documents/messages`;
  return (
    <div className="grid gap-5">
      <ToOnlyCase slug={slug} onlyCase={onlyCase} />
      <PaperTabs slug={slug} at="messages" />
      <header className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="font-[650] text-2xl">{t("messages")}</h1>
        {onlyCase ? null : <OneCase refNo={refNo} path={path} />}
      </header>
      <MessageList slug={slug} items={page.items} />
      <Pager path={path} query={queryOf(refNo)} isFirst={isFirst} nextCursor={page.nextCursor} />
    </div>
  );
}

/** Their door has no menu: this is the way back. */
function ToOnlyCase({ slug, onlyCase }: Pick<ListAsked, "slug" | "onlyCase">) {
  const t = useTranslations("portal.case");
  if (!onlyCase) return null;
  return (
    <BackLink href={`/portal/${slug}/cases/${pathOf(onlyCase)}`}>
      {t("title", { refNo: onlyCase })}
    </BackLink>
  );
}

function OneCase({ refNo, path }: { refNo: string | null; path: string }) {
  const t = useTranslations("portal.papers");
  if (!refNo) return null;
  return (
    <p className="text-ink-2">
      {t("ofCase", { refNo })}{" "}
      <Link href={path} className="text-accent underline underline-offset-2">
        {t("all")}
      </Link>
    </p>
  );
}
