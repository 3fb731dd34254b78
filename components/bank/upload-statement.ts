export interface Uploaded {
  statementCount: number;
  movementCount: number;
  newCount: number;
}

/** Sends the bytes as they are. A refusal is thrown as `{ code, params }`. */
export async function uploadStatement(file: File): Promise<Uploaded> {
  const query = new URLSearchParams({ name: file.name });
  const response = await fetch(`/api/bank/statements?${query}`, { method: "POST", body: file });
  if (response.ok) return (await response.json()) as Uploaded;
  // A refusal says why in JSON; a fault of the server says nothing that could be shown.
  throw await response.json().catch(() => ({ code: "kernel.unexpected", params: {} }));
}
