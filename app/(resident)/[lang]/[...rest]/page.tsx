import { notFound } from "next/navigation";

/** Any address that leads nowhere gets the designed page, inside the layout. */
export default function Nowhere() {
  notFound();
}
