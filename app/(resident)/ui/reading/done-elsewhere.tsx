interface DoneElsewhereProps {
  /** What others do, each with who does it, in words of the page's language. */
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly url: string;
  }[];
  readonly more: string;
}

/** Who does what cannot be done here. */
export function DoneElsewhere({ rows, more }: DoneElsewhereProps) {
  return rows.map(({ id, title, text, url }) => (
    <section key={id} className="mt-3">
      <h2>{title}</h2>
      <p className="mt-1">{text}</p>
      <p className="mt-1">
        <a href={url} className="link" rel="external">
          {more}
        </a>
      </p>
    </section>
  ));
}
