import type { Health } from "@/lib/ports/health";
import type { Apart } from "../apart";
import { backup } from "../backup";
import type { Engine } from "../engine";
import { writeProbe } from "../write-probe";

/** How long readiness waits for another program that holds the file: less than those who watch it. */
const READINESS_PATIENCE_MS = 2_000;

/** Health on SQLite. */
export function sqliteHealth({ client, gate, patienceMs }: Engine, apart: Apart): Health {
  const probe = writeProbe(client);
  return {
    probe: () => gate.patiently(probe, Math.min(patienceMs, READINESS_PATIENCE_MS)),
    backup: (file) => backup(apart, file),
  };
}
