import { useTranslations } from "next-intl";
import type { Channel } from "@/db/values/messages";
import { channelIcon } from "../messages/channel";

/** By which ways something is sent, in their order. */
export function MethodMarks({ methods }: { methods: readonly Channel[] }) {
  const t = useTranslations("templates.page.methods");
  return (
    <span className="flex min-w-0 items-center gap-x-2.5 overflow-hidden">
      {methods.map((method) => {
        const Icon = channelIcon[method];
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
