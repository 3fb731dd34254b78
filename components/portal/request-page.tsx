import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { BackLink } from "./back-link";
import { FileList } from "./file-list";
import { ReadMark } from "./read-mark";
import { RequestActions } from "./request-actions";
import { SentNote } from "./sent-note";
import { StandingMark } from "./standing-mark";

type Request = PortalOutput["myRequest"];

/** A request with all that was written, and what its client may do now. */
export function RequestPage({ slug, request }: { slug: string; request: Request }) {
  const t = useTranslations("portal.requests");
  const locale = useLocale();
  const lastPost = request.posts.at(-1);
  return (
    <article className="grid gap-5">
      {request.hasNews && lastPost ? (
        <ReadMark slug={slug} refNo={request.refNo} postId={lastPost.id} />
      ) : null}
      <header className="grid gap-1">
        <BackLink href={`/portal/${slug}/requests`}>{t("back")}</BackLink>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 break-words font-[650] text-2xl">{request.subject}</h1>
          <StandingMark standing={request.standing} />
          {request.decision ? (
            <Badge tone={request.decision === "pending" ? "warning" : "neutral"}>
              {t(`decisions.${request.decision}`)}
            </Badge>
          ) : null}
        </div>
        <p className="figures text-ink-2 text-md">
          {request.refNo}
          {request.kind ? ` · ${t(`kinds.${request.kind}`)}` : ""}
          {request.aboutRefNo ? ` · ${t("about")} ${request.aboutRefNo}` : ""}
          {request.dueOn && request.decision === "pending"
            ? ` · ${t("dueOn", { day: formatDay(request.dueOn, locale) })}`
            : ""}
        </p>
      </header>
      <SentNote refNo={request.refNo} />
      <div role="log" aria-label={t("posts")}>
        <ol className="grid gap-3">
          {request.posts.map((post) => (
            <li
              key={post.id}
              className={cx(
                "rounded-lg px-4 py-3",
                post.author === "client"
                  ? "ml-6 bg-selected"
                  : "mr-6 border border-rule bg-surface",
              )}
            >
              <p className="flex flex-wrap gap-x-2 text-ink-2 text-md">
                <span className="font-[600] text-ink">
                  {post.author === "client" ? t("you") : post.authorName}
                </span>
                <Instant value={post.at} />
              </p>
              <p className="whitespace-pre-line break-words">{post.text}</p>
              <FileList slug={slug} files={post.files} />
            </li>
          ))}
        </ol>
      </div>
      <RequestActions
        slug={slug}
        refNo={request.refNo}
        standing={request.standing}
        rating={request.rating}
        lastPostAt={request.lastPostAt}
        decision={request.decision}
      />
    </article>
  );
}
