import { Context, Effect, Option } from "effect"
import { beginSha256, type Canonical, canonicalJson, sha256Hex } from "../shared/index.ts"
import type { AuditNote, AuditScope } from "./AuditEntry.ts"

/** A batch of up to this many rows is written out in the audit log; of a larger one its size and hash. */
const rowsWrittenOut = 5

/** What the running use case has changed so far, kept until its transaction ends. */
export class Recording {
  readonly scope: AuditScope
  /** Entries that come before this one: steps of the clock that were taken on the way. */
  readonly earlier: Array<AuditNote> = []
  /** A fiber that outlives its transaction still carries this, and acts on its own. */
  isOver = false
  readonly #before = new Map<string, Canonical>()
  readonly #after = new Map<string, Canonical>()
  readonly #rows = new Map<string, Array<Canonical>>()
  readonly #booked: Array<Booked> = []

  constructor(scope: AuditScope) {
    this.scope = scope
  }

  /** Of several changes of one subject the first says how it was, the last how it is. */
  change(subject: string, before: Canonical, after: Canonical): void {
    if (!this.#before.has(subject)) this.#before.set(subject, before)
    this.#after.set(subject, after)
  }

  rows(subject: string, rows: ReadonlyArray<Canonical>): void {
    const known = this.#rows.get(subject)
    if (known === undefined) this.#rows.set(subject, [...rows])
    else for (const row of rows) known.push(row)
  }

  booked(lines: ReadonlyArray<Line>): void {
    this.#booked.push(...sealsOf(lines))
  }

  get isEmpty(): boolean {
    return this.#after.size === 0 && this.#rows.size === 0 && this.#booked.length === 0
  }

  /**
   * What is told of this: what was changed, as it was before and is after. It is written when it is read, once: a store that keeps
   * no audit log does not pay for it.
   */
  toldBy(heading: Omit<AuditNote, "before" | "after">): AuditNote {
    const before = once(() => canonicalJson(Object.fromEntries(this.#before)))
    const after = once(() => this.#written())
    return {
      ...heading,
      get before() {
        return before()
      },
      get after() {
        return after()
      }
    }
  }

  #written(): string {
    const rows = [...this.#rows].map(([subject, all]): [string, Canonical] => [subject, summaryOf(all)])
    const booked = this.#booked.map(({ count, sha256 }) => ({ count, sha256 }))
    return canonicalJson({
      ...Object.fromEntries([...this.#after, ...rows]),
      ...(booked.length === 0 ? {} : { booked })
    })
  }
}

const once = (write: () => string): (() => string) => {
  let written: string | undefined
  return () => {
    written ??= write()
    return written
  }
}

/** Entries of the ledger that were posted together: how many, and the SHA-256 over their lines. */
export interface Booked {
  readonly count: number
  readonly sha256: string
}

/**
 * Up to this many entries are sealed one by one, so that a wrong one can be named: more than a worker posts at once while others
 * do too. Larger batches are sealed as one, and posted by who holds the challenge.
 */
const sealedOneByOne = 20

const sealsOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Booked> =>
  lines.length <= sealedOneByOne ? lines.map((line) => sealOf([line])) : [sealOf(lines)]

/** The canonical JSON of an entry, in pieces: it may be that of a million postings. */
type Line = Iterable<string>

/** The seal of entries that were posted together, each in canonical JSON. */
export const sealOf = (lines: ReadonlyArray<Line>): Booked => {
  const digest = beginSha256()
  lines.forEach((line, index) => {
    if (index > 0) digest.update("\n")
    for (const piece of line) digest.update(piece)
  })
  return { count: lines.length, sha256: digest.digits() }
}

/** Rows as the audit log shows them: themselves when they are few, else their number and the SHA-256 over their lines. */
export const summaryOf = (rows: ReadonlyArray<Canonical>): Canonical =>
  rows.length <= rowsWrittenOut
    ? rows
    : { count: rows.length, sha256: sha256Hex(rows.map((row) => canonicalJson(row)).join("\n")) }

/** The recording of the use case that the running fiber is in. */
export const CurrentRecording = Context.Reference<Option.Option<Recording>>("@laurel/core/audit/CurrentRecording", {
  defaultValue: Option.none
})

/** The recording that is open; what changes facts outside of one is a bug, for nobody would ever know of it. */
const openRecording = Effect.flatMap(CurrentRecording, (current) =>
  Option.isSome(current) && !current.value.isOver
    ? Effect.succeed(current.value)
    : Effect.die(new Error("facts are changed outside of `audited`: wrap the use case in it, with its action"))
)

/** Says in the audit entry of the running use case how a subject was, and how it is; `null` where it was not there. */
export const noteChange = (subject: string, before: Canonical, after: Canonical): Effect.Effect<void> =>
  Effect.map(openRecording, (recording) => recording.change(subject, before, after))

/** Says in the audit entry of the running use case which rows were added or changed; none is no change. */
export const noteRows = (subject: string, rows: ReadonlyArray<Canonical>): Effect.Effect<void> =>
  rows.length === 0 ? Effect.void : Effect.map(openRecording, (recording) => recording.rows(subject, rows))

/** Seals entries that were posted to the ledger, each in pieces of canonical JSON, in the audit entry of the running use case. */
export const noteBooked = (lines: ReadonlyArray<Line>): Effect.Effect<void> =>
  lines.length === 0 ? Effect.void : Effect.map(openRecording, (recording) => recording.booked(lines))
