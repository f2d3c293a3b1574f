import type { ReactNode } from "react";
import { FORM_FIELD } from "@/lib/offline/protocol";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface PageFormProps {
  /** The form's name in the table of routes. */
  readonly name: string;
  /** What it posts besides. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form of a document, posted to its own address: by the browser itself, or by the document's script. */
export function PageForm({ name, fields, className, children }: PageFormProps) {
  return (
    <form className={className} method="post" encType="multipart/form-data">
      <input type="hidden" name={FORM_FIELD} value={name} />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {children}
    </form>
  );
}

interface PressProps {
  readonly className: "accept" | "second";
  readonly language: Language;
  readonly children: ReactNode;
}

/** The button of a form, with what the document's script says once it is pressed (lib/browser/press.ts). */
export function Press({ className, language, children }: PressProps) {
  const { wait, longWait, notSent } = textsFor(language);
  return (
    <>
      <button type="submit" className={className} data-wait={wait}>
        {children}
      </button>
      <p role="status" className="mt-2 font-semibold" data-say={longWait} />
      <p role="alert" className="mt-2 font-semibold" data-say={notSent} />
    </>
  );
}
