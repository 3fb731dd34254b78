import { trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";

/** After a request was changed: the desk, its counts and the conversation are read again. */
export function useRequestsChanged(): (caseId?: number) => void {
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  return (caseId) => {
    void utils.requests.list.invalidate();
    void utils.requests.count.invalidate();
    void utils.requests.thread.invalidate();
    void utils.requests.ofCase.invalidate();
    void utils.portal.posts.invalidate();
    if (caseId !== undefined) void changed(caseId);
  };
}
