import {
  advance,
  type ChallengeDefinition,
  define,
  deposit,
  finish,
  outside,
  publish,
  record,
  scheduleOf,
  standings
} from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { PrincipalId } from "@laurel/core/shared"
import { activityRows } from "../input/activityRows.ts"
import { type EntryRow, entryRows, plainEntry } from "../input/entryRows.ts"
import { makeTerms } from "../input/makeTerms.ts"
import type { RowBatch } from "../input/Rows.ts"
import { makeReadDate } from "../input/readDate.ts"
import { cancelled, Problem } from "../io/Problem.ts"
import type { Progress } from "../output/Progress.ts"
import { type UseCases, useCasesOn } from "../useCases/runtime.ts"
import { Admission } from "./Admission.ts"
import { nameFirstLines } from "./nameFirstLines.ts"
import type { RunRequest } from "./RunRequest.ts"
import type { RunResult } from "./RunResult.ts"
import { settle } from "./settle.ts"
import { Tally } from "./Tally.ts"
import { type Timetable, timetableOf } from "./Timetable.ts"

const organiser = PrincipalId.make("organiser")

/** One run from definition to ledger, over the use cases that every embedder of the core calls. */
class Run {
  private readonly request: RunRequest
  private readonly useCases: UseCases
  private readonly clock: VirtualClock
  private readonly times: Timetable
  private readonly admission: Admission

  constructor(request: RunRequest, clock: VirtualClock, times: Timetable, useCases: UseCases) {
    this.request = request
    this.clock = clock
    this.times = times
    this.useCases = useCases
    this.admission = new Admission(request.definition.id, useCases)
  }

  async result(progress: Progress, signal: AbortSignal | undefined): Promise<RunResult> {
    const { definition } = this.request
    await this.open()
    const readDate = makeReadDate({
      dayStartsAt: definition.dayStartsAt,
      ...(this.request.dates === undefined ? {} : { pattern: this.request.dates })
    })
    const given = await this.readEntries(readDate)
    await this.enterGiven(given)
    const terms = makeTerms(
      definition,
      given.map(({ entry }) => entry),
      readDate
    )
    const tally = new Tally()
    const { activities, reading } = this.request
    let rows = 0
    for await (const batch of activityRows(activities, terms, reading)) {
      if (signal?.aborted === true) throw cancelled()
      rows += batch.arrivals.length + batch.unusable.length
      if (this.request.entries === undefined) await this.enterNew(batch)
      tally.add(batch, await this.useCases.run(record(definition.id, batch.arrivals)))
      progress.update(rows, batch.bytes, activities.size)
    }
    await nameFirstLines(activities, terms, reading, tally)
    progress.say("scoring, ranking and settling")
    const { entered, refused } = this.admission
    return { ...(await this.finish()), definition, rows, tally, entered, refusedEntries: refused }
  }

  private async open(): Promise<void> {
    const { definition } = this.request
    await this.useCases.run(define(definition, organiser))
    await this.useCases.run(publish(definition.id, organiser))
    const { sponsor = 0n, carryOver = 0n } = definition.prizes?.funding ?? {}
    const at = this.times.published
    if (sponsor > 0n)
      await this.useCases.run(
        deposit(definition.id, { id: "sponsor", kind: "Sponsor", payer: "sponsor", minorUnits: sponsor, at })
      )
    if (carryOver > 0n)
      await this.useCases.run(
        deposit(definition.id, {
          id: "carry-over",
          kind: "CarryOver",
          payer: `${outside}carry-over`,
          minorUnits: carryOver,
          at
        })
      )
  }

  private async readEntries(readDate: ReturnType<typeof makeReadDate>): Promise<ReadonlyArray<EntryRow>> {
    const { entries, definition } = this.request
    if (entries !== undefined)
      return entryRows(entries.source, entries.format, definition, readDate, this.times.entered)
    const reason = whyEntriesAreNeeded(definition)
    if (reason === undefined) return []
    throw new Problem({
      exit: "usage",
      code: "entries-needed",
      title: `this challenge needs a file of entries: ${reason}`,
      where: "--entries",
      remedy: "give one with --entries: a CSV file with the column user, and team or division where there are any"
    })
  }

  private async enterGiven(rows: ReadonlyArray<EntryRow>): Promise<void> {
    const [early, late] = [
      rows.filter(({ entry }) => entry.enteredAt <= this.times.published),
      rows.filter(({ entry }) => entry.enteredAt > this.times.published)
    ]
    await this.admission.enter(early)
    this.clock.moveTo(this.times.recorded)
    await this.admission.enter(late)
  }

  /** Enters the users who appear for the first time. */
  private async enterNew({ newUsers }: RowBatch): Promise<void> {
    if (newUsers.length === 0) return
    await this.admission.enter(
      newUsers.map((userId) => ({ entry: plainEntry(this.request.definition, userId, this.times.entered) }))
    )
  }

  private async finish(): Promise<Pick<RunResult, "challenge" | "board" | "settled">> {
    const { definition, secret } = this.request
    this.clock.moveTo(this.times.finished)
    const { _tag } = await this.useCases.run(advance(definition.id))
    const board = await this.useCases.run(
      _tag === "Cancelled" ? standings(definition.id, "Organiser") : finish(definition.id)
    )
    const challenge = await this.useCases.run(advance(definition.id))
    if (definition.prizes === undefined) return { challenge, board, settled: { journal: [] } }
    return { challenge, board, settled: await settle(this.useCases, this.clock, challenge, secret) }
  }
}

const whyEntriesAreNeeded = (definition: ChallengeDefinition): string | undefined => {
  const { start, entriesClose } = scheduleOf(definition)
  if (definition.teams !== undefined) return "it is run by teams"
  if (definition.divisions.length > 0) return "it has divisions"
  return entriesClose <= start ? "its entries close before the window opens" : undefined
}

/**
 * Carries out a run, then lets `use` look at its result while its store is still there. What a run is computed from is read
 * once, in bounded memory; the same request gives the same result.
 */
export const computeThen = async <A>(
  request: RunRequest,
  progress: Progress,
  signal: AbortSignal | undefined,
  use: (result: RunResult, useCases: UseCases) => Promise<A>
): Promise<A> => {
  const times = timetableOf(request.definition)
  const clock = new VirtualClock(times.published)
  const useCases = useCasesOn(clock)
  try {
    return await use(await new Run(request, clock, times, useCases).result(progress, signal), useCases)
  } finally {
    await useCases.dispose()
  }
}

/** Carries out a run. */
export const compute = (request: RunRequest, progress: Progress, signal: AbortSignal | undefined): Promise<RunResult> =>
  computeThen(request, progress, signal, async (result) => result)
