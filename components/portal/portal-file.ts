/** Where a file of the client's opens; with `isDownload` it is saved whatever it is. */
export const portalFile = (
  slug: string,
  fileId: number,
  { isDownload = false }: { isDownload?: boolean } = {},
): string => `/api/files/portal/${slug}/${fileId}${isDownload ? "?download" : ""}`;

export const ownDataAddress = (slug: string): string => `/api/files/portal/${slug}/own-data`;
