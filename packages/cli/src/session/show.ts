import { jsonText } from "../output/jsonText.ts"
import { type Style, styleOf } from "../output/style.ts"
import type { Session } from "./Session.ts"

/** Prints a result: one versioned JSON document for programs, or what `text` makes of it for people. */
export const show = (
  { io, json, dryRun }: Session,
  document: Readonly<Record<string, unknown>>,
  text: (style: Style) => string
): void => {
  if (json) {
    io.stdout.write(jsonText({ _v: 1, ...(dryRun ? { dryRun: true } : {}), ...document }))
    return
  }
  io.stdout.write(text(styleOf(io, io.isTTY.out)))
  if (dryRun) io.stderr.write("This was a dry run: nothing of it was kept.\n")
}
