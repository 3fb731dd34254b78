export interface Uploaded {
  statementCount: number;
  movementCount: number;
  newCount: number;
  /** Nothing was kept yet: what is wrong, and how much is not. */
  choice: {
    goodCount: number;
    movementCount: number;
    bad: { code: string; params: Record<string, string | number> }[];
  } | null;
  /** The very same file came before. */
  before: { at: string; byName: string | null; fileName: string } | null;
}

/** Sends the bytes as they are. A refusal is thrown as `{ code, params }`. */
export async function uploadStatement(file: File, keep: "all" | "good"): Promise<Uploaded> {
  const query = new URLSearchParams({ name: file.name, keep });
  const response = await fetch(`/api/bank/statements?${query}`, { method: "POST", body: file });
  if (response.ok) return (await response.json()) as Uploaded;
  // A refusal says why in JSON; a fault of the server says nothing that could be shown.
  throw await response.json().catch(() => ({ code: "kernel.unexpected", params: {} }));
}
