import { trpc } from "../api/crm";
import { useClaimsChanged } from "../claims/use-claims-changed";

/** After a movement was decided: the queue, the payments and every balance may be others. */
export function useBankChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  const claimsChanged = useClaimsChanged();
  return async () => {
    await Promise.all([utils.bank.invalidate(), claimsChanged()]);
  };
}
