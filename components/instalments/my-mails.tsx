"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Wanted = RouterOutput["mails"]["preferences"];

/** Which mails one gets; each press is saved. */
export function MyMails() {
  const t = useTranslations("instalments.mails");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { data } = trpc.mails.preferences.useQuery();
  const save = trpc.mails.savePreferences.useMutation({
    onSuccess: (saved) => {
      utils.mails.preferences.setData(undefined, saved);
      toast.success(t("saved"));
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const change = (next: Partial<Wanted>) => data && save.mutate({ ...data, ...next });
  return (
    <Section title={t("title")}>
      <div className="grid gap-2">
        <Checkbox
          label={t("digest")}
          checked={data?.wantsDigest ?? true}
          disabled={!data || save.isPending}
          onChange={(wantsDigest) => change({ wantsDigest })}
        />
        <Checkbox
          label={t("broken")}
          checked={data?.wantsBroken ?? true}
          disabled={!data || save.isPending}
          onChange={(wantsBroken) => change({ wantsBroken })}
        />
        <Checkbox
          label={t("steps")}
          checked={data?.wantsSteps ?? true}
          disabled={!data || save.isPending}
          onChange={(wantsSteps) => change({ wantsSteps })}
        />
        <Checkbox
          label={t("collegial")}
          checked={data?.wantsCollegial ?? true}
          disabled={!data || save.isPending}
          onChange={(wantsCollegial) => change({ wantsCollegial })}
        />
      </div>
    </Section>
  );
}
