import type { BookingQuery, BookingStep } from "@/lib/address/booking-step";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";
import { placedOf } from "./calendar";
import { matterOf } from "./choice";

/** Whether an address of the calendar names what there is: a department, its matter, a building that serves it. */
export async function leadsSomewhere(
  deps: ReadDeps,
  step: BookingStep,
  { cases = 1, start }: { readonly cases?: number; readonly start?: BookingQuery["start"] | null },
): Promise<boolean> {
  if (step.at === "departments") return true;
  const reader = await openReader(deps);
  if (step.at === "groups") return reader.book.city.departments.some(({ id }) => id === step.department);
  const maxCases = matterOf(reader, step.department, step.caseGroup)?.group.maxCases;
  switch (step.at) {
    case "matter":
      return maxCases !== undefined;
    case "cases":
      return maxCases !== undefined && maxCases > 1;
    case "buildings":
      return maxCases !== undefined && cases <= maxCases;
    case "details":
    case "check":
      return typeof start === "number" && placedOf(reader, { ...step, cases }) !== null;
    default:
      return placedOf(reader, { ...step, cases }) !== null;
  }
}
