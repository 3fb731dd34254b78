import type { ImportKind } from "@/db/values/imports";

export interface Uploaded {
  importId: number;
  sameFileImportId: number | null;
}

/** Sends the bytes as they are. A refusal is thrown as `{ code, params }`. */
export async function uploadWorkbook(kind: ImportKind, file: File): Promise<Uploaded> {
  const query = new URLSearchParams({ kind, name: file.name });
  const response = await fetch(`/api/imports?${query}`, { method: "POST", body: file });
  if (response.ok) return (await response.json()) as Uploaded;
  // A refusal says why in JSON; a fault of the server says nothing that could be shown.
  throw await response.json().catch(() => ({ code: "imports.broke_down", params: {} }));
}
