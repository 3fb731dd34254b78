/** What the pocket version needs of a browser, and what more it may offer. */
export interface Features {
  /** Opens without a network. */
  offline: boolean;
  /** Keeps what was read and what is to be sent. */
  storage: boolean;
  /** Is told of news while it is shut. */
  notices: boolean;
  /** Runs in a window of its own now. */
  isInstalled: boolean;
}

/** Looked at, never guessed from a browser's name. */
export function featuresOf(scope: typeof globalThis & Partial<Window>): Features {
  const { navigator } = scope;
  const isAlone = scope.matchMedia?.("(display-mode: standalone)").matches ?? false;
  return {
    offline: "serviceWorker" in navigator && "caches" in scope,
    storage: "indexedDB" in scope,
    notices: "PushManager" in scope && "Notification" in scope && "serviceWorker" in navigator,
    // iOS says it in a word of its own.
    isInstalled: isAlone || (navigator as { standalone?: boolean }).standalone === true,
  };
}
