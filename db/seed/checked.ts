/** A value that an earlier check or a pattern guarantees. Its absence is our bug, not a fault in the files. */
export function checked<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The checks of the seed let a missing value pass");
  return value;
}
