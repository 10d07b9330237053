import type { Style } from "./style.ts"

/** Facts for people: a line each, what it is on the left. */
export const labelled = (lines: ReadonlyArray<readonly [label: string, text: string]>, { bold }: Style): string => {
  const width = lines.reduce((longest, [label]) => Math.max(longest, label.length), 0)
  return lines.map(([label, text]) => `${bold(label.padEnd(width))}  ${text}\n`).join("")
}
