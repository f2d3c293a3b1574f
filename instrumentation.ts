/** Runs once when the server starts, never during a build. */
export async function register(): Promise<void> {
  // The condition encloses the import: the bundler would otherwise follow it into the edge build.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/server/start");
    await start();
  }
}
