import { statfsSync } from "node:fs";
import { totalmem } from "node:os";

/**
 * `durable`: real data; a commit that was answered survives a power cut.
 * `throwaway`: tests; nothing is synced, and everything is deleted afterwards.
 */
export type Profile = "durable" | "throwaway";

export type Settings = { profile: Profile; sharedBuffersMb?: number; maxConnections?: number };

const MB = 1024 * 1024;

/** Containers often have 64 MB of shared memory, too little for parallel queries. */
function sharedMemoryIsSmall(): boolean {
  if (process.platform !== "linux") return false;
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize < 256 * MB;
  } catch {
    return true;
  }
}

/** Server settings as name -> value. Tuned for a machine of two cores and a solid-state disk. */
export function serverSettings(settings: Settings): Record<string, string> {
  const isDurable = settings.profile === "durable";
  const memoryMb = Math.floor(totalmem() / MB);
  const wantedMb = settings.sharedBuffersMb ?? (isDurable ? 512 : 128);
  const buffersMb = Math.max(32, Math.min(wantedMb, Math.floor(memoryMb / 4)));
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: String(settings.maxConnections ?? (isDurable ? 80 : 100)),
    shared_buffers: `${buffersMb}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 3))}MB`,
    work_mem: isDurable ? "32MB" : "8MB",
    maintenance_work_mem: isDurable ? "256MB" : "64MB",
    // Nothing is replicated from here, and a table loaded in its own transaction needs no log.
    wal_level: "minimal",
    max_wal_senders: "0",
    max_wal_size: isDurable ? "2GB" : "1GB",
    min_wal_size: isDurable ? "256MB" : "80MB",
    checkpoint_timeout: "15min",
    wal_compression: isDurable ? "pglz" : "off",
    random_page_cost: "1.1",
    // Short queries lose more by compiling than they gain.
    jit: "off",
    max_parallel_workers_per_gather: isDurable ? "2" : "0",
    io_method: isDurable ? "worker" : "sync",
    track_io_timing: "on",
    timezone: "UTC",
    lc_messages: "C",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_line_prefix: "%m [%p] %u@%d ",
    password_encryption: "scram-sha-256",
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: "mmap" } : {}),
    ...(isDurable
      ? { fsync: "on", synchronous_commit: "on", full_page_writes: "on" }
      : {
          fsync: "off",
          synchronous_commit: "off",
          full_page_writes: "off",
          autovacuum: "off",
        }),
  };
}
