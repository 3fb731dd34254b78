"use client";

import { useRef, useState } from "react";
import type { CodedError } from "../form/error-text";
import { refusalOf } from "../timeline/upload";
import { asFramed } from "./framed";
import { type Fault, useFaultOf } from "./use-portal";

export interface Uploaded {
  uploadId: number;
  name: string;
  sizeBytes: number;
}

/** Files of a form, sent as they are chosen; what is taken out again is forgotten by the house. */
export function useUploads(slug: string) {
  const faultOf = useFaultOf();
  const [files, setFiles] = useState<Uploaded[]>([]);
  const [sending, setSending] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  const count = useRef(0);

  async function add(chosen: Iterable<File>): Promise<void> {
    setFault(null);
    for (const file of chosen) {
      if (count.current >= FILES_MAX) {
        setFault(faultOf(coded("requests.files_too_many")));
        return;
      }
      count.current += 1;
      setSending((now) => now + 1);
      try {
        const kept = await send(slug, file);
        setFiles((before) => [...before, kept]);
      } catch (cause) {
        count.current -= 1;
        setFault(faultOf(cause));
      } finally {
        setSending((now) => now - 1);
      }
    }
  }
  function remove(uploadId: number): void {
    count.current -= 1;
    setFiles((before) => before.filter((file) => file.uploadId !== uploadId));
  }
  function clear(): void {
    count.current = 0;
    setFiles([]);
  }
  const uploadIds = files.map(({ uploadId }) => uploadId);
  return { files, uploadIds, isSending: sending > 0, fault, add, remove, clear };
}

export type Uploads = ReturnType<typeof useUploads>;

const FILES_MAX = 5;
const coded = (code: string): CodedError => ({ code });

async function send(slug: string, file: File): Promise<Uploaded> {
  const query = new URLSearchParams({ name: file.name.slice(-200), key: crypto.randomUUID() });
  const address = asFramed(`/api/files/portal/${slug}?${query}`);
  const response = await fetch(address, { method: "PUT", body: file });
  if (response.ok) return (await response.json()) as Uploaded;
  throw refusalOf({ status: response.status, responseText: await response.text() });
}
