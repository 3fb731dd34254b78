import type { BulkRequest } from "../lists/bulk";
import {
  contentOf,
  emptyMessageDraft,
  lacksSubject,
  type MessageDraft,
} from "../messages/message-draft";
import { emptyTagDraft, type TagDraft } from "./tag-draft";

export type BulkKind =
  | "assign"
  | "move"
  | "tag"
  | "untag"
  | "archive"
  | "unarchive"
  | "message"
  | "custom";

export type BulkDraft = {
  ownerId: number | null;
  to: string | null;
  resolution: string;
  tag: TagDraft;
  message: MessageDraft;
  /** Of the form: the same message goes to a case once, however often the form is sent. */
  idempotencyKey: string;
};

export const emptyBulkDraft: BulkDraft = {
  ownerId: null,
  to: null,
  resolution: "",
  tag: emptyTagDraft,
  // In bulk it is the company that writes.
  message: { ...emptyMessageDraft, sender: "tenant" },
  idempotencyKey: "",
};

/** Action and params as the verb takes them; null while something that must be said is missing. */
export function bulkRequest(kind: BulkKind, draft: BulkDraft): BulkRequest | null {
  switch (kind) {
    case "assign":
      return { action: "assign", params: { ownerId: draft.ownerId } };
    case "move": {
      if (!draft.to) return null;
      const resolution = draft.resolution.trim();
      return { action: "move", params: { to: draft.to, ...(resolution ? { resolution } : {}) } };
    }
    case "tag": {
      const { tagId, reason, endsOn } = draft.tag;
      if (tagId === null) return null;
      const why = reason.trim();
      return { action: "tag", params: { tagId, endsOn, ...(why ? { reason: why } : {}) } };
    }
    case "message": {
      const content = contentOf(draft.message);
      const { idempotencyKey } = draft;
      if (content === null || lacksSubject(draft.message)) return null;
      return { action: "message", params: { ...content, idempotencyKey } };
    }
    case "untag":
      return draft.tag.tagId === null
        ? null
        : { action: "untag", params: { tagId: draft.tag.tagId } };
    // Its form is the file's, and asks for itself.
    case "custom":
      return null;
    default:
      return { action: "archive", params: { isArchived: kind === "archive" } };
  }
}
