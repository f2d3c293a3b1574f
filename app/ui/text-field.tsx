import { Answer } from "./notice";

interface FaultSummaryProps {
  readonly title: string;
  /** What is wrong with each field; null = nothing. */
  readonly faults: readonly { readonly field: string; readonly words: string | null }[];
}

/** What is wrong with a form, on top of it: each line leads to its field. */
export function FaultSummary({ title, faults }: FaultSummaryProps) {
  const lines = faults.filter(({ words }) => words !== null);
  if (lines.length === 0) return null;
  return (
    <Answer of="faults" tone="stop" title={title}>
      <ul>
        {lines.map(({ field, words }) => (
          <li key={field}>
            <a href={`#${field}`} className="link">
              {words}
            </a>
          </li>
        ))}
      </ul>
    </Answer>
  );
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly fault: string | null;
  readonly autoComplete: string;
  readonly inputMode?: "email";
}

/** A field with its label and hint above it, and what is wrong with it in between. */
export function TextField({ name, label, hint, value, fault, ...input }: TextFieldProps) {
  return (
    <div className="field mt-4">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <p id={`${name}-hint`} className="soft small">
        {hint}
      </p>
      {fault && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
      {/* The key: what the server knows by now replaces what an older showing of the page still holds. */}
      <input
        key={value}
        id={name}
        name={name}
        type="text"
        defaultValue={value}
        aria-describedby={`${name}-hint${fault ? ` ${name}-fault` : ""}`}
        aria-invalid={fault ? true : undefined}
        spellCheck={false}
        {...input}
      />
    </div>
  );
}
