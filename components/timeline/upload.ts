/** A refusal of the upload's door, in the shape that useErrorText reads. */
export class UploadError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number>,
  ) {
    super(code);
    this.name = "UploadError";
  }
}

export type Upload = {
  caseId: number;
  file: File;
  text?: string;
  replacesEventId?: number;
  /** Told the share that has left, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
};

export type KeptDocument = { eventId: number; fileId: number };

/**
 * Sends a file to a case; answers what it is known by. fetch cannot tell how much has left, so an XMLHttpRequest does it. Throws
 * UploadError for a refusal, TypeError for a broken line (as fetch does), AbortError when stopped.
 */
export function uploadDocument(upload: Upload): Promise<KeptDocument> {
  const { file, onProgress, signal } = upload;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files/documents?${queryOf(upload)}`);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText) as KeptDocument)
        : reject(refusalOf(request));
    request.onerror = () => reject(new TypeError("the line broke"));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function queryOf({ caseId, file, text, replacesEventId }: Upload): URLSearchParams {
  return new URLSearchParams({
    caseId: String(caseId),
    name: file.name.slice(-200),
    ...(text ? { text } : {}),
    ...(replacesEventId === undefined ? {} : { replacesEventId: String(replacesEventId) }),
  });
}

/** The door answers `{ code, params }`; anything else (a proxy's page) is an unexpected failure. */
export function refusalOf(response: { status: number; responseText: string }): UploadError {
  if (response.status === 401) return new UploadError("shell.session_ended", {});
  try {
    const { code, params } = JSON.parse(response.responseText) as Partial<UploadError>;
    if (typeof code === "string") return new UploadError(code, params ?? {});
  } catch {
    // Not JSON: falls through to the common answer.
  }
  return new UploadError("files.failed", {});
}
