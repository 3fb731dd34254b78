import type { UploadedTemplate } from "./template";

/** Sends the bytes as they are. A refusal is thrown as `{ code, params }`. */
export async function uploadTemplate(file: File, templateId?: number): Promise<UploadedTemplate> {
  const query = new URLSearchParams({ name: file.name });
  if (templateId !== undefined) query.set("templateId", String(templateId));
  const response = await fetch(`/api/files/templates?${query}`, { method: "POST", body: file });
  if (response.ok) return (await response.json()) as UploadedTemplate;
  // A refusal says why in JSON; a fault of the server says nothing that could be shown.
  throw await response.json().catch(() => ({ code: "shell.unknown", params: {} }));
}
