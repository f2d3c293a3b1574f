const PATHS = {
  clock: "M12 7v5l3 2 M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  door: "M5 21V4l9-1v18 M14 5h5v16 M3 21h18 M10.5 12.5v.01",
  check: "M4 12.5l5.2 5.2L20 7",
  warning: "M12 4L2.8 20h18.4z M12 10v4.5 M12 17.3v.01",
  cross: "M6 6l12 12 M18 6L6 18",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 11v5.5 M12 7.6v.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; it always stands beside words that say the same. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a window with its sill. */
export function Mark() {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
    >
      <rect x="2" y="2" width="16" height="16" rx="2.5" />
      <path d="M2 12.5h16" />
    </svg>
  );
}
