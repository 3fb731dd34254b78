import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { DocumentList } from "./document-list";
import { DoorLink as Link } from "./door-link";
import { MessageList } from "./message-list";
import { NoDebt } from "./no-debt";

export interface CasePapersShown {
  documents: PortalOutput["myDocuments"];
  messages: PortalOutput["myMessages"];
  /** null: who came by a letter is given no confirmations. */
  noDebt: PortalOutput["noDebtOffer"] | null;
}

interface Props extends CasePapersShown {
  slug: string;
  refNo: string;
}

/** The newest documents and messages of a case, and the way to the rest of them. */
export function CasePapers({ slug, refNo, documents, messages, noDebt }: Props) {
  const t = useTranslations("portal.papers");
  const of = `?${new URLSearchParams({ case: refNo })}`;
  const home = `/portal/${slug}/documents`;
  return (
    <>
      <section className="grid gap-3" aria-labelledby="documents">
        <h2 id="documents" className="font-[620] text-xl">
          {t("documents")}
        </h2>
        <DocumentList slug={slug} items={documents.items} />
        {documents.nextCursor ? <More href={`${home}${of}`}>{t("moreDocuments")}</More> : null}
        {noDebt ? (
          <NoDebt slug={slug} refNo={refNo} offer={noDebt} label={t("noDebtOfCase")} />
        ) : null}
      </section>
      <section className="grid gap-3" aria-labelledby="messages">
        <h2 id="messages" className="font-[620] text-xl">
          {t("messages")}
        </h2>
        <MessageList slug={slug} items={messages.items} />
        {messages.nextCursor ? (
          <More href={`${home}/messages${of}`}>{t("moreMessages")}</More>
        ) : null}
      </section>
    </>
  );
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="w-fit py-2 text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
