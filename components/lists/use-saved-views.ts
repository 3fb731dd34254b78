"use client";

import type { ListName } from "@/db/values/lists";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { SavedView, SavedViewsProps } from "../table/saved-views";
import type { ListQueryHandle } from "../table/use-list-query";
import { toast } from "../ui/toast";

/** Views of a list as <SavedViews> takes them, one's own and those that others share. */
export function useSavedViews(list: ListName, handle: ListQueryHandle): SavedViewsProps {
  const may = useMay();
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const query = trpc.lists.views.useQuery({ list }, { staleTime: 60_000 });
  const save = trpc.lists.saveView.useMutation();
  const remove = trpc.lists.deleteView.useMutation();
  const views: SavedView[] = (query.data ?? []).map((view) => ({ ...view, id: String(view.id) }));

  /** A refusal is told and passed on, so that the dialog stays open. */
  async function told<Result>(work: Promise<Result>): Promise<Result> {
    try {
      const result = await work;
      await utils.lists.views.invalidate({ list });
      return result;
    } catch (error) {
      toast.error(errorText(error));
      throw error;
    }
  }

  return {
    list: handle,
    views,
    canShare: may("lists:share"),
    onSave: async ({ id, name, query: kept, isShared }) => {
      const { q, sort, filters, columns, look } = kept;
      const { viewId } = await told(
        save.mutateAsync({
          viewId: id === undefined ? undefined : Number(id),
          list,
          name,
          isShared,
          query: {
            ...{ q, sort, filters: { ...filters }, columns: columns && [...columns] },
            ...(look && { look: { ...look } }),
          },
        }),
      );
      // From now on this is the view that one looks at.
      handle.applyView(String(viewId), kept);
    },
    onDelete: async (id) => {
      await told(remove.mutateAsync({ viewId: Number(id) }));
    },
  };
}
