import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";

/** Tells a delivery once more. */
export function useReplay(): (deliveryId: number) => void {
  const t = useTranslations("triggers.log");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const replay = trpc.triggers.replay.useMutation({
    onSuccess: () => toast.success(t("replayed")),
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => void utils.triggers.invalidate(),
  });
  return (deliveryId) => replay.mutate({ deliveryId });
}
