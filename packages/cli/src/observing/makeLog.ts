import type { AnsweredRequest } from "@laurel/http"
import { type Cause, Clock, Logger } from "effect"
import type { Io, TextSink } from "../io/Io.ts"
import { faultOf, faultsOf, faultText } from "./faultOf.ts"
import type { LogFormat } from "./Watching.ts"
import type { EndedJob } from "./watchJobs.ts"

/** What a process that lives long says of itself, on standard error. */
export interface Log {
  readonly logger: Logger.Logger<unknown, void>
  /** Tells of a request that was answered; nothing where nobody wants to hear of each. */
  readonly answered?: (request: AnsweredRequest) => void
  /** Tells of a job that was tried. */
  readonly worked?: (job: EndedJob) => void
  /** Standard error for what is said to people, in the form that all the rest has. */
  readonly stderr: TextSink
}

/** Writes in a format. In JSON each line is one document with `time`, `level` and `message`. */
export const makeLog = (io: Io, format: LogFormat): Log => {
  if (format !== "json")
    return {
      logger: Logger.make(({ logLevel, message, cause }) => {
        const { said, faults } = toldOf(message, cause)
        io.stderr.write(
          `${logLevel.toLowerCase()}: ${[said, ...faults.map(faultText)].join(": ").replace(/\s*\n\s*/g, " ")}\n`
        )
      }),
      ...(format === "text"
        ? {
            answered: (request) => void io.stderr.write(inWords(request)),
            worked: (job) => void io.stderr.write(jobInWords(job))
          }
        : {}),
      stderr: io.stderr
    }
  const line = (level: string, message: string, more: Readonly<Record<string, unknown>> = {}): void => {
    io.stderr.write(`${JSON.stringify({ time: timeText(), level, message, ...more })}\n`)
  }
  return {
    logger: Logger.make(({ logLevel, message, cause }) => {
      const { said, faults } = toldOf(message, cause)
      line(logLevel.toLowerCase(), said, faults.length === 0 ? {} : { cause: faults })
    }),
    answered: ({ requestId, traceId, operation, status, durationMs, actor }) =>
      line(status < 500 ? "info" : "error", "request", {
        request_id: requestId,
        ...(traceId === undefined ? {} : { trace_id: traceId }),
        operation,
        status,
        duration_ms: rounded(durationMs),
        actor: actor.toLowerCase()
      }),
    worked: ({ kind, traceId, outcome, tries, durationMs }) =>
      line(outcome === "dead" ? "error" : "info", "job", {
        ...(traceId === undefined ? {} : { trace_id: traceId }),
        kind,
        outcome,
        tries,
        duration_ms: rounded(durationMs)
      }),
    stderr: { write: (text) => line("info", text.trimEnd()) }
  }
}

const timeText = (): string => new Date(Clock.Clock.defaultValue().currentTimeMillisUnsafe()).toISOString()

const rounded = (ms: number): number => Math.round(ms * 100) / 100

/** What is said in words of ours, and what went wrong, of which the words may be anybody's. */
const toldOf = (message: unknown, cause: Cause.Cause<unknown>) => {
  const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message]
  const isFault = (part: unknown): boolean => typeof part === "object" && part !== null
  return {
    said: parts.filter((part) => !isFault(part)).join(": "),
    faults: [...parts.filter(isFault).map((part) => faultOf(part)), ...faultsOf(cause)]
  }
}

const inWords = ({ requestId, operation, status, durationMs, actor }: AnsweredRequest): string =>
  `request: ${operation} ${status} in ${rounded(durationMs)} ms, ${actor.toLowerCase()}, ${requestId}\n`

const jobInWords = ({ kind, outcome, tries, durationMs }: EndedJob): string =>
  `job: ${kind} ${outcome.replace("_", " ")} at try ${tries}, in ${rounded(durationMs)} ms\n`
