"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { SkeletonRows } from "../ui/skeleton";
import { ProfileDialog } from "./profile-dialog";

export type Profile = RouterOutput["claims"]["profiles"][number];

/** The tenant's orders of payment. */
export function ProfileListPage() {
  const t = useTranslations("claims");
  const may = useMay();
  const errorText = useErrorText();
  const query = trpc.claims.profiles.useQuery();
  const [edited, setEdited] = useState<Profile | "new" | null>(null);
  const mayEdit = may("settings:register");
  return (
    <>
      <PageHeader
        title={t("profiles.title")}
        breadcrumbs={[{ label: t("title"), href: "/claims" }]}
        subtitle={t("profiles.lead")}
        actions={
          mayEdit ? (
            <Button kind="primary" icon={Plus} onClick={() => setEdited("new")}>
              {t("profiles.new")}
            </Button>
          ) : null
        }
      />
      <PageBody>
        <div className="grid max-w-4xl gap-4">
          <Banner tone="info">{t("profiles.later")}</Banner>
          {query.data ? <ByLaw profiles={query.data} mayEdit={mayEdit} /> : null}
          {query.error ? (
            <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
          ) : query.data ? (
            <ul>
              {query.data.map((profile) => (
                <ProfileLine
                  key={profile.id}
                  profile={profile}
                  onEdit={mayEdit ? () => setEdited(profile) : undefined}
                />
              ))}
            </ul>
          ) : (
            <SkeletonRows rows={3} />
          )}
        </div>
      </PageBody>
      {edited ? (
        <ProfileDialog profile={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

/** Without a default order the rule packs decide; choosing so is one click, and seen here. */
function ByLaw({ profiles, mayEdit }: { profiles: readonly Profile[]; mayEdit: boolean }) {
  const t = useTranslations("claims.profiles");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const [isAsked, setAsked] = useState(false);
  const byLaw = trpc.claims.orderByLaw.useMutation();
  if (!profiles.some(({ isDefault }) => isDefault)) return <p>{t("byLaw")}</p>;
  if (!mayEdit) return null;
  return (
    <>
      <Button className="justify-self-start" onClick={() => setAsked(true)}>
        {t("toLaw")}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={t("toLaw")}
        description={t("toLawHint")}
        confirmLabel={t("toLaw")}
        error={byLaw.error ? errorText(byLaw.error) : undefined}
        onConfirm={async () => {
          await byLaw.mutateAsync();
          await utils.claims.invalidate();
          setAsked(false);
        }}
      />
    </>
  );
}

function ProfileLine({ profile, onEdit }: { profile: Profile; onEdit?: () => void }) {
  const t = useTranslations("claims");
  const order = profile.kindOrder.map((kinds) =>
    kinds.map((kind) => t(`kinds.${kind}`)).join(" + "),
  );
  return (
    <li className="flex items-start gap-3 border-rule border-b py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-[600]">{profile.name}</span>
          <span className="code-figures text-ink-3 text-xs">{profile.code}</span>
          {profile.isDefault ? <Badge tone="accent">{t("profiles.isDefault")}</Badge> : null}
          <span className="text-ink-3 text-xs">
            {t("profiles.groups", { count: profile.groupCount })}
          </span>
        </p>
        <p>{order.join(" → ")}</p>
        <p className="text-ink-2 text-xs">
          {t(profile.isClaimFirst ? "profiles.claimFirst" : "profiles.kindFirst")}
        </p>
        {profile.source ? <p className="text-ink-3 text-xs">{profile.source}</p> : null}
      </div>
      {onEdit ? <IconButton icon={Pencil} label={t("profiles.edit")} onClick={onEdit} /> : null}
    </li>
  );
}
