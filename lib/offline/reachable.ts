/** Whether the server answers at all. */
export async function isReachable(): Promise<boolean> {
  try {
    await fetch("/livez", { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
