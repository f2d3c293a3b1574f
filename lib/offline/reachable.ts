import { LIVE_PATH } from "../address/files";

/** Whether the server answers at all. */
export async function isReachable(): Promise<boolean> {
  try {
    await fetch(LIVE_PATH, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
