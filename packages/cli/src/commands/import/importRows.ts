import type { Arrival } from "@laurel/core/activity"
import { type Challenge, Entries, join, record } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { Instant, UserId } from "@laurel/core/shared"
import { Effect } from "effect"
import { activityRows, type Read, type ReadingOptions } from "../../input/activityRows.ts"
import type { ByteSource } from "../../input/ByteSource.ts"
import { plainEntry } from "../../input/entryRows.ts"
import type { Terms } from "../../input/Terms.ts"
import { Problem } from "../../io/Problem.ts"
import type { Progress } from "../../output/Progress.ts"
import { nameFirstLines } from "../../run/nameFirstLines.ts"
import type { RefusedEntry } from "../../run/RunResult.ts"
import { type RowReport, Tally } from "../../run/Tally.ts"
import type { Session } from "../../session/Session.ts"
import type { RefusedRows } from "./RefusedRows.ts"

/** What is to be imported, and how. */
export interface ImportRequest {
  readonly challenge: Challenge
  readonly file: string
  readonly open: () => Promise<ByteSource>
  readonly terms: Terms
  readonly reading: ReadingOptions
  /** Whether everybody who appears enters. */
  readonly enters: boolean
  readonly progress: Progress
  /** Takes every row that does not count. */
  readonly refused?: RefusedRows
}

/** What an import came to. */
export interface Imported {
  readonly rows: number
  readonly tally: Tally
  readonly entered: number
  readonly refusedEntries: ReadonlyArray<RefusedEntry>
}

/**
 * Imports a file, batch by batch in its order. Each batch is one transaction, so that what was said to be imported stays;
 * a dry run is one transaction around all of them.
 */
export const importRows = async (session: Session, request: ImportRequest): Promise<Imported> => {
  if (request.enters) entersFree(request.challenge)
  return session.change(importAll(session, request))
}

const importAll = (session: Session, request: ImportRequest) =>
  Effect.gen(function* () {
    const { challenge, terms, reading, progress, refused } = request
    const source = yield* Effect.promise(request.open)
    // A dry run is one transaction, which the store may run again.
    if (refused !== undefined) yield* Effect.promise(() => refused.begin())
    const spoilt: Array<RowReport> = []
    const tally = new Tally((row) => void spoilt.push(row))
    const refusedEntries: Array<RefusedEntry> = []
    const batches = activityRows(source, terms, reading)
    let [rows, entered] = [0, 0]
    for (let next = yield* read(batches); next !== undefined; next = yield* read(batches)) {
      const arrived = arrivalsBy(next, session.now())
      const { outcomes, entries } = yield* takeIn(
        challenge,
        request.enters ? next.newUsers : [],
        arrived,
        session.now()
      )
      tally.add({ ...next, arrivals: arrived }, outcomes)
      entered += entries.entered
      refusedEntries.push(...entries.refused)
      rows += next.arrivals.length + next.unusable.length
      progress.update(rows, next.bytes, source.size)
      if (refused !== undefined) yield* Effect.promise(() => refused.add(spoilt.splice(0)))
    }
    yield* Effect.promise(() => nameFirstLines(source, terms, reading, tally))
    const imported: Imported = { rows, tally, entered, refusedEntries }
    return imported
  })

const read = (batches: AsyncGenerator<Read>) =>
  Effect.promise(async () => {
    const next = await batches.next()
    return next.done === true ? undefined : next.value
  })

/** A row arrived when it says so; one that does not say arrived when it happened, but not after the present. */
const arrivalsBy = ({ arrivals }: Read, now: Instant): ReadonlyArray<Arrival> =>
  arrivals.map((arrival) =>
    arrival.receivedAt <= now || arrival.receivedAt !== arrival.activity.at ? arrival : { ...arrival, receivedAt: now }
  )

/** One batch: those who appear for the first time enter, then the activities are recorded. All of it, or nothing. */
const takeIn = Effect.fnUntraced(function* (
  challenge: Challenge,
  users: ReadonlyArray<UserId>,
  arrivals: ReadonlyArray<Arrival>,
  now: Instant
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const entries = users.length === 0 ? nobody : yield* enterNew(challenge, users, now)
      return { entries, outcomes: yield* record(challenge.id, arrivals) }
    })
  )
})

interface NewEntries {
  readonly entered: number
  readonly refused: ReadonlyArray<RefusedEntry>
}

const nobody: NewEntries = { entered: 0, refused: [] }

const enterNew = Effect.fnUntraced(function* (
  { id, definition }: Challenge,
  users: ReadonlyArray<UserId>,
  now: Instant
) {
  const known = yield* (yield* Entries).ofUsers(id, users)
  const strangers = users.filter((_, at) => known[at] === undefined)
  if (strangers.length === 0) return nobody
  const outcomes = yield* join(
    id,
    strangers.map((user) => plainEntry(definition, user, now))
  )
  const refused = outcomes.flatMap(
    (outcome, at): ReadonlyArray<RefusedEntry> =>
      outcome._tag === "EntryRefused" ? [{ participant: strangers[at] ?? "", reason: outcome.reason }] : []
  )
  const entered = outcomes.filter(({ _tag }) => _tag === "Entered").length
  return { entered, refused }
})

/** Money is never taken in passing. */
const entersFree = ({ id, definition: { prizes } }: Challenge): void => {
  if (prizes?.funding.entryFee === undefined) return
  throw new Problem({
    exit: "usage",
    code: "entry-costs",
    title: `an entry in ${id} costs something, so that nobody enters by appearing in a file`,
    where: "--enter",
    remedy: "enter them with laurel entry add, which asks before it books their fees"
  })
}
