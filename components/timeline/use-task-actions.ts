"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { useTimelineChanged } from "./use-timeline-changed";

/** What is done with a task at one click; each can be taken back from the word about it. */
export function useTaskActions() {
  const t = useTranslations("timeline");
  const bulk = useTranslations("tasks.bulk");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const onError = (error: unknown) => void toast.error(errorText(error));
  const snoozing = trpc.timeline.snoozeTask.useMutation({ onError });
  const reassigning = trpc.timeline.reassign.useMutation({ onError });

  /** null wakes the task. */
  function snooze(eventId: number, until: Date | null): void {
    snoozing.mutate(
      { eventId, until },
      {
        onSuccess: () => {
          const undo = { label: t("actions.undo"), onClick: () => snooze(eventId, null) };
          if (until) toast.success(t("done.snoozed"), { action: undo });
          else toast.success(t("done.woken"));
          void changed();
        },
      },
    );
  }

  async function reassign(eventIds: number[], assigneeId: number | null): Promise<void> {
    const { count } = await reassigning.mutateAsync({ eventIds, assigneeId });
    toast.success(bulk("reassigned", { count }));
    void changed();
  }
  return { snooze, reassign };
}
