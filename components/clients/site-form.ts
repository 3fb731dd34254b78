"use client";

import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import { saveSiteInput } from "@/server/domain/portal/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";

export type Site = RouterOutput["portal"]["site"];

/** The form of the clients' door; its sections share it. */
export function useSiteForm({ slug: _, logoHash: __, hasCaptchaSecret: ___, ...site }: Site) {
  const t = useTranslations("clients");
  const utils = trpc.useUtils();
  const save = trpc.portal.saveSite.useMutation();
  const languages = LANGUAGES.filter((each) => site.languages.includes(each));
  return useZodForm({
    schema: saveSiteInput,
    initial: { ...site, languages, captchaSecret: "" },
    fieldOfCode: {
      "portal.host_taken": "host",
      "portal.captcha_keys_missing": "captchaSiteKey",
    },
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.portal.site.refetch();
    },
    onDone: () => toast.success(t("toast.saved")),
  });
}
export type SiteForm = ReturnType<typeof useSiteForm>;
