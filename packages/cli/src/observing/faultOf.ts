import type { Cause } from "effect"

/** What may be told of something that went wrong: what it was and where, but not what it says, which may be anybody's. */
export interface Fault {
  readonly kind: string
  /** The SQLSTATE, or the code of the system or the library. */
  readonly code?: string
  /** Where it happened, the innermost first. */
  readonly frames: ReadonlyArray<string>
  readonly causedBy?: Fault
}

/** Causes of causes are told so deep. */
const deepest = 5
const mostFrames = 12

/** The faults of a cause. */
export const faultsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<Fault> =>
  cause.reasons.flatMap((reason) => {
    if (reason._tag === "Interrupt") return []
    return [faultOf(reason._tag === "Fail" ? reason.error : reason.defect)]
  })

/** What may be told of an error. Drivers put values of rows into what they say, and libraries what they were given. */
export const faultOf = (error: unknown, depth = 1): Fault => {
  if (typeof error !== "object" || error === null) return { kind: typeof error, frames: [] }
  const { cause, code, stack } = partsOf(error)
  return {
    kind: kindOf(error),
    ...(typeof code === "string" && /^[A-Z0-9_]{2,40}$/.test(code) ? { code } : {}),
    frames: typeof stack === "string" ? framesIn(stack) : [],
    ...(cause === undefined || cause === null || depth >= deepest ? {} : { causedBy: faultOf(cause, depth + 1) })
  }
}

/** A fault in a line: `DbFailed, by DatabaseError 23505`. */
export const faultText = ({ kind, code, causedBy }: Fault): string =>
  `${kind}${code === undefined ? "" : ` ${code}`}${causedBy === undefined ? "" : `, by ${faultText(causedBy)}`}`

const partsOf = (error: object): { readonly cause?: unknown; readonly code?: unknown; readonly stack?: unknown } =>
  error

const word = /^[A-Za-z][A-Za-z0-9_]{0,60}$/

/** A tag or a class is a word of a program; what else is written there is not told. */
const kindOf = (error: object): string => {
  if ("_tag" in error && typeof error._tag === "string" && word.test(error._tag)) return error._tag
  const { name } = error.constructor ?? Object
  return word.test(name) ? name : "Error"
}

/** Lines that are places in a program. What is said comes before them, and may have as many lines as it likes. */
const framesIn = (stack: string): ReadonlyArray<string> =>
  stack
    .split("\n")
    .filter((line) => /^\s+at (?:async )?[\w.<>#$ [\]]*\(?(?:file:|node:|\/|[A-Za-z]:\\)[^()]*:\d+:\d+\)?$/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim())
