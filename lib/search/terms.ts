import installPolish from "lunr-languages/lunr.pl";
import installStemming from "lunr-languages/lunr.stemmer.support";

interface Token {
  update(change: (word: string) => string): string;
}

/** The part of lunr that its Polish stemmer needs; lunr itself would be a second search engine. */
const stemming = {
  Pipeline: { registerFunction: () => undefined },
  generateStopWordFilter: () => undefined,
} as { pl?: { stemmer(token: Token): string } };
installStemming(stemming);
installPolish(stemming);

/** Words that stand in every other question and say nothing about the matter. */
const EMPTY = new Set(
  [
    "a co czy dla do gdzie i jak jest mi moj moja moje mój na o od po się sie to u w we z za ze",
    "a an and do for how i in is my of on the to with",
    "в для до з за і й моя мій на у як що",
  ].flatMap((words) => words.split(" ")),
);

const UKRAINIAN_ENDINGS = [
  ...["ання", "ення", "ість", "ості", "ами", "ями", "ові", "еві", "ого", "ому", "ими", "ати", "ити"],
  ...["ів", "ах", "ях", "ою", "ею", "ом", "ем", "ий", "ій", "их", "ої", "ти", "ть"],
  ...["а", "я", "у", "ю", "і", "ї", "и", "е", "о", "й", "ь"],
];
const STEM_LENGTH_MIN = 3;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const ENGLISH = /^([a-z]{3,}?)(ings?|ed|es|s)$/;

/** Without marks: what people leave out who type in a hurry. */
const folded = (word: string): string => word.replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");

/** The stemmer leaves neuter endings and the vowel of "meldunek" that "meldunku" has lost. */
const polishStem = (word: string): string =>
  (stemming.pl?.stemmer({ update: (change) => change(word) }) ?? word)
    .replace(/^(.{3,})ek$/, "$1k")
    .replace(/^(.{4,})[aeiouyąę]$/, "$1");

function englishStem(word: string): string {
  const [, stem = word] = ENGLISH.exec(word) ?? [];
  return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
}

function ukrainianStem(word: string): string {
  const ending = UKRAINIAN_ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= STEM_LENGTH_MIN);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** What a word is looked for by, whatever its language, ending and missing marks; empty where it says nothing. */
export function termsOf(written: string): string[] {
  const word = written.toLowerCase();
  if (EMPTY.has(word) || (word.length < 2 && !/\d/.test(word))) return [];
  if (CYRILLIC.test(word)) return [folded(ukrainianStem(word))];
  const plain = folded(word);
  return [...new Set([folded(polishStem(word)), folded(polishStem(plain)), englishStem(plain)])];
}

const WORDS = /[^\p{L}\p{N}]+/u;

/** The words of a text as they are written. */
export const wordsOf = (text: string): string[] => text.split(WORDS).filter(Boolean);

/** A whole phrase as one term: what somebody calls a matter, word for word but for endings and marks. */
export const phraseOf = (text: string): string =>
  wordsOf(text)
    .flatMap((word) => termsOf(word).slice(0, 1))
    .join(" ");
