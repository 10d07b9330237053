import type { Session } from "./Session.ts"

/** What everybody has to know before money moves on the embedded store. */
export const embeddedWarning =
  "The embedded store never flushes to disk: it survives a crash of this program, a power cut may lose what was done last. " +
  "Money for real belongs on Postgres."

/** Says on standard error what the embedded store does not promise, before money moves on it. */
export const warnEmbedded = ({ location, io }: Session): void => {
  if (location._tag === "Embedded") io.stderr.write(`warning: ${embeddedWarning}\n`)
}
