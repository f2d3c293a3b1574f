/** Logs what failed, by name and place; never its message, which may quote what somebody sent. */
export function logFailure(operation: string, cause: unknown): void {
  const { name, stack } = cause instanceof Error ? cause : { name: typeof cause, stack: "" };
  const places = (stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  console.error([`${operation} failed: ${name}`, ...places].join("\n"));
}
