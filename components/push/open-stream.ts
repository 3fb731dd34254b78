/** What a page is told to look at again; null: at everything. */
export interface Look {
  requests?: string[];
  cases?: number[];
  /** By category, the cases on its board that changed; null: look at the whole board. */
  boards?: Record<string, number[] | null>;
}

interface Hearing {
  look(what: Look | null): void;
  /** Whether news come by themselves now; while they do not, a page has to ask. */
  live(isLive: boolean): void;
}

/** The server says something every twenty seconds; a line silent for longer is dead. */
const SILENCE_MAX_MS = 50_000;
const AGAIN_MS = 30_000;

/**
 * Hears a stream while the page is in sight: a hidden one needs no connection, and looks when it is
 * seen again. Answers how to stop.
 */
export function openStream(url: string, { look, live }: Hearing): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function shut(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
    live(false);
  }
  function again(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      shut();
      open();
    }, afterMs);
  }
  function open(): void {
    if (source || document.visibilityState !== "visible") return;
    source = new EventSource(url);
    again(SILENCE_MAX_MS);
    hear("hello", () => {
      live(true);
      look(null);
    });
    hear("look", (data) => look(JSON.parse(data) as Look));
    hear("again", () => look(null));
    hear("beat", () => undefined);
    for (const end of ["over", "full"]) {
      hear(end, () => {
        shut();
        look(null);
        again(AGAIN_MS);
      });
    }
    source.onerror = () => {
      live(false);
      // Refused for good: the browser does not come again by itself.
      if (source?.readyState === EventSource.CLOSED) again(AGAIN_MS);
    };
  }
  function hear(event: string, act: (data: string) => void): void {
    source?.addEventListener(event, (message) => {
      again(SILENCE_MAX_MS);
      act((message as MessageEvent<string>).data);
    });
  }
  const turn = () => (document.visibilityState === "visible" ? open() : shut());
  document.addEventListener("visibilitychange", turn);
  open();
  return () => {
    document.removeEventListener("visibilitychange", turn);
    shut();
  };
}
