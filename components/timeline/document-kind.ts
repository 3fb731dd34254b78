const IMAGES = new Set(["png", "jpg", "jpeg", "gif", "webp"]);

export type Shown = "pdf" | "image";

/** How a browser can show a file by its name; null = it can only be downloaded. */
export function shownAs(fileName: string): Shown | null {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  if (ending === "pdf") return "pdf";
  return IMAGES.has(ending) ? "image" : null;
}

export const addressOf = (fileId: number): string => `/api/files/documents/${fileId}`;
export const downloadOf = (fileId: number): string => `${addressOf(fileId)}?download`;
