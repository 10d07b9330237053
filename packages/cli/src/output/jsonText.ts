/** JSON for files and for standard output: indented, amounts as text, a line break at the end. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (_key, field: unknown) => (typeof field === "bigint" ? `${field}` : field), 2)}\n`
