import { type Activity, type Appended, type Arrival, type Judged, type Outcome, supersede } from "@laurel/core/activity"
import type { ActivityState } from "./ActivityRow.ts"

/** A row to be written. */
export interface NewRow {
  /** Its place in the batch. */
  readonly index: number
  readonly arrival: Arrival
  readonly outcome: Outcome
  /** Until the whole batch is decided: a later row of it may take the key. */
  state: ActivityState
}

/** What holds a key, and whether it counts: a row of this batch, or one that lies in the table. */
export interface Holder {
  readonly activity: Activity
  readonly counts: boolean
  readonly row: NewRow | string
}

/** The identity of an activity within a challenge as one text: neither part has a line break. */
export const keyOf = ({ source, sourceKey }: Pick<Activity, "source" | "sourceKey">): string =>
  `${source}\n${sourceKey}`

/** What a batch comes to, given what holds its keys. */
export interface Batch {
  readonly answers: ReadonlyArray<Appended>
  /** The rows to be written, in the order in which they came. */
  readonly rows: ReadonlyArray<NewRow>
  /** Where the rows of earlier batches lie that hold their key no more. */
  readonly gone: ReadonlyArray<string>
}

/** Decides each row of a batch in turn, those before it included. */
export const appendBatch = (stored: ReadonlyMap<string, Holder>, batch: ReadonlyArray<Judged>): Batch => {
  const holders = new Map(stored)
  const rows: Array<NewRow> = []
  const gone: Array<string> = []
  const answers = batch.map(({ arrival, verdict }, index): Appended => {
    const { activity } = arrival
    const key = keyOf(activity)
    const holder = holders.get(key)
    const { outcome, takesKey, counts } = supersede(holder?.activity, activity, verdict)
    if (outcome._tag === "Duplicate" || outcome._tag === "Outdated") return { outcome }
    const row: NewRow = { index, arrival, outcome, state: takesKey ? stateOf(outcome, counts) : "Aside" }
    rows.push(row)
    if (!takesKey) return { outcome }
    holders.set(key, { activity, counts, row })
    if (holder === undefined) return { outcome }
    if (typeof holder.row === "string") gone.push(holder.row)
    else holder.row.state = "Gone"
    return holder.counts ? { outcome, removed: holder.activity } : { outcome }
  })
  return { answers, rows, gone }
}

const stateOf = ({ _tag }: Outcome, counts: boolean): ActivityState =>
  counts ? "Counts" : _tag === "Voided" ? "Void" : "Held"

/** The batch without the rows that stand aside and say what one before them said: each is kept once. */
export const withoutRepeats = (batch: Batch, aside: ReadonlyArray<Activity>): Batch => {
  const known = new Set(aside.map(contentOf))
  const again = new Set<number>()
  const rows = batch.rows.filter(({ index, arrival: { activity }, state }) => {
    if (state !== "Aside") return true
    const content = contentOf(activity)
    if (known.has(content)) again.add(index)
    known.add(content)
    return !again.has(index)
  })
  return {
    ...batch,
    rows,
    answers: batch.answers.map((answer, index) => (again.has(index) ? { ...answer, again: true } : answer))
  }
}

const contentOf = (one: Activity): string =>
  JSON.stringify([
    one.userId,
    one.metric,
    one.quantity,
    one.at,
    one.source,
    one.sourceKey,
    one.revision,
    one.void,
    one.note ?? null,
    one.evidence ?? null
  ])
