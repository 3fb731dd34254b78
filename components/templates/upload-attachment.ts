/** Sends a file to stand beside a template. A refusal is thrown as `{ code, params }`. */
export async function uploadAttachment(templateId: number, file: File): Promise<void> {
  const query = new URLSearchParams({ name: file.name.slice(-200) });
  const address = `/api/files/templates/${templateId}/attachments?${query}`;
  const response = await fetch(address, { method: "POST", body: file });
  if (response.ok) return;
  // A refusal says why in JSON; a fault of the server says nothing that could be shown.
  throw await response.json().catch(() => ({ code: "shell.unknown", params: {} }));
}
