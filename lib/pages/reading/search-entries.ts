import type { CaseGroup, LocalText } from "@/lib/domain/city/city";
import type { DoneElsewhere, Guides } from "@/lib/domain/reading/guide";
import type { Procedure, SearchWords } from "@/lib/domain/reading/procedure";
import type { SearchEntry } from "@/lib/search/finder";
import { elsewhereId } from "@/lib/search/led-to";
import { undescribed } from "./procedure-list";

const inAll = (text: LocalText): string => Object.values(text).join(" ");
const namesInAll = (words: SearchWords): string[] => Object.values(words).flat();

const ofProcedure = ({ slug, title, summary, searchWords, papers }: Procedure): SearchEntry => ({
  id: slug,
  title: inAll(title),
  names: [...Object.values(title), ...namesInAll(searchWords)],
  text: [inAll(summary), ...papers.map(({ text }) => text.pl)].join(" "),
});

const ofElsewhere = ({ title, searchWords, ...one }: DoneElsewhere): SearchEntry => ({
  id: elsewhereId(one),
  title: inAll(title),
  names: [...Object.values(title), ...namesInAll(searchWords)],
  text: "",
  strict: true,
});

/** Everything that the search of /sprawy knows: procedures, case groups without a description, what others do. */
export const searchEntries = (
  procedures: readonly Procedure[],
  caseGroups: readonly CaseGroup[],
  { groupWords, elsewhere }: Pick<Guides, "groupWords" | "elsewhere">,
): SearchEntry[] => [
  ...procedures.map(ofProcedure),
  ...undescribed(caseGroups, procedures).map(({ id, name }) => {
    const words = groupWords[id];
    return { id, title: inAll(name), names: words ? namesInAll(words) : [], text: "" };
  }),
  ...elsewhere.map(ofElsewhere),
];
