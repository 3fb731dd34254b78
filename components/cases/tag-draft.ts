export type TagDraft = { tagId: number | null; reason: string; endsOn: string | null };

export const emptyTagDraft: TagDraft = { tagId: null, reason: "", endsOn: null };
