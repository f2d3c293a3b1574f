import type { Hotline } from "@/lib/domain/city/hotline";

/** The hotline as a page carries it for what only the browser renders: attributes of its root. */
export const hotlineMarks = ({ phone, phoneE164 }: Pick<Hotline, "phone" | "phoneE164">) => ({
  "data-hotline": phone,
  "data-hotline-number": phoneE164,
});

/** The hotline that a page carries. */
export function markedHotline({ dataset }: { readonly dataset: DOMStringMap }): Pick<Hotline, "phone" | "phoneE164"> {
  return { phone: dataset.hotline ?? "", phoneE164: dataset.hotlineNumber ?? "" };
}
