import { Landmark, type LucideIcon, Mail, MailOpen, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Channel } from "@/db/values/messages";

export const METHOD_ICONS: Record<Channel, LucideIcon> = {
  email: MailOpen,
  sms: MessageSquareText,
  letter: Mail,
  data_box: Landmark,
};

/** By which ways something is sent, in their order. */
export function MethodMarks({ methods }: { methods: readonly Channel[] }) {
  const t = useTranslations("templates.page.methods");
  return (
    <span className="flex min-w-0 items-center gap-x-2.5 overflow-hidden">
      {methods.map((method) => {
        const Icon = METHOD_ICONS[method];
        return (
          <span key={method} className="inline-flex items-center gap-1 whitespace-nowrap">
            <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            {t(method)}
          </span>
        );
      })}
    </span>
  );
}
