import { Cause, Logger } from "effect"
import type { Io } from "../io/Io.ts"

const shown = (part: unknown): string => (part instanceof Error ? part.message : String(part))

/** What the core has to say on the way goes to standard error, a line each: standard output is for results alone. */
export const loggerTo = ({ stderr }: Io): Logger.Logger<unknown, void> =>
  Logger.make(({ logLevel, message, cause }) => {
    const parts = (Array.isArray(message) ? message : [message]).map(shown)
    const reason = cause.reasons.length === 0 ? [] : [shown(Cause.squash(cause))]
    stderr.write(`${logLevel.toLowerCase()}: ${[...parts, ...reason].join(": ").replace(/\s*\n\s*/g, " ")}\n`)
  })
