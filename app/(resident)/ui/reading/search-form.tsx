import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";

interface SearchFormProps {
  /** Where the form is sent, in the page's language. */
  readonly action: string;
  readonly asked?: string;
  /** Whether examples of what can be typed stand above the field. */
  readonly hinted?: boolean;
  readonly language: Language;
}

/** The search for a matter as a plain form: what was typed goes to the server, no script is needed. */
export function SearchForm({ action, asked = "", hinted = true, language }: SearchFormProps) {
  const t = readingTextsFor(language).list;
  return (
    <search>
      <form action={action} method="get" className="search mt-3">
        <label htmlFor="q" className="font-semibold">
          {t.label}
        </label>
        {hinted && (
          <p id="q-hint" className="soft small">
            {t.hint}
          </p>
        )}
        <div className="flex flex-wrap gap-2 mt-1">
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={asked}
            maxLength={100}
            aria-describedby={hinted ? "q-hint" : undefined}
            autoComplete="off"
            enterKeyHint="search"
          />
          <button type="submit" className="second">
            {t.submit}
          </button>
        </div>
      </form>
    </search>
  );
}
