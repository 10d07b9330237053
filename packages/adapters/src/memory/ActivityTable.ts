import {
  type Activity,
  type Appended,
  type Arrival,
  accepted,
  byHappening,
  type Counted,
  type Held,
  type HeldOutcome,
  type Judged,
  type Listed,
  type ListedState,
  type LogChange,
  type Logged,
  type LoggedState,
  type LogPage,
  neverStood,
  type Outcome,
  type Reviewed,
  refusalReasons,
  type Succession,
  supersede
} from "@laurel/core/activity"
import type { Instant, Name, UserId } from "@laurel/core/shared"
import { float64, int32, uint8, uint32 } from "./Column.ts"
import { Interner } from "./Interner.ts"
import { KeyTable } from "./KeyTable.ts"

/** What a row is now: one byte. Refusals follow from `firstRefusal` on, in the order of `refusalReasons`. */
const status = {
  counted: 0,
  released: 1,
  void: 2,
  /** By itself it counted until then, whatever was decided about it. */
  superseded: 3,
  quarantined: 4,
  rejected: 5,
  /** By itself it did not count. */
  supersededUncounted: 6,
  firstRefusal: 16
} as const

/** Which rows of a batch took a key from another row, and what that row was before. */
type Replacements = Map<number, { readonly holder: number; readonly status: number }>

/** The answer to most rows: one object for all of them. */
const plainlyAccepted: Appended = { outcome: accepted }

/** What only few rows have. */
interface Rare {
  readonly note?: string
  readonly evidence?: string
  readonly field?: string
}

/**
 * The activities of one challenge in columns: 28 to 55 bytes an activity and the bytes of its key, nothing for the
 * garbage collector to visit. A row that never held its key costs its content as text besides.
 */
export class ActivityTable {
  #rows = 0
  readonly #user = uint32()
  readonly #metric = uint32()
  readonly #source = uint32()
  readonly #quantity = float64()
  readonly #at = float64()
  /** How long after its instant a row arrived: takes no memory where a file says nothing of it. */
  readonly #delay = float64()
  readonly #revision = int32()
  readonly #keyStart = uint32()
  readonly #status = uint8()
  readonly #void = uint8()
  /** The row before this one of the same user, counted from 1. */
  readonly #previous = int32()
  readonly #newestOf = int32()
  readonly #users = new Interner<UserId>()
  readonly #metrics = new Interner<Name>()
  readonly #sources = new Interner<string>()
  readonly #rare = new Map<number, Rare>()
  /** Rows that came into quarantine, whatever became of them. */
  readonly #quarantined = new Set<number>()
  /** How many rows there were at each decision. */
  readonly #decidedAt: Array<number> = []
  /** The last decision about a row, where there was one. */
  readonly #lastDecision = new Map<number, number>()
  readonly #keys = new KeyTable((row) => this.#keyStart.get(row))
  /** The contents of rows that never held their key, numbered: the same row again is not kept twice. */
  readonly #aside = new KeyTable((number) => this.#asideStart.get(number))
  readonly #asideStart = uint32()
  #asides = 0

  /** Takes a batch in the order given; `onRollback` learns how to take it back. */
  append(batch: ReadonlyArray<Judged>, onRollback: (undo: () => void) => void): ReadonlyArray<Appended> {
    const [firstRow, firstAside] = [this.#rows, this.#asides]
    const replaced: Replacements = new Map()
    onRollback(() => {
      this.#takeBack(firstRow, replaced)
      this.#forgetAsides(firstAside)
    })
    return batch.map((row) => this.#take(row, replaced))
  }

  /** The activities of a user that count, in the one order in which they are folded. */
  counted(userId: UserId): ReadonlyArray<Counted> {
    const activities: Array<Counted> = []
    for (const row of this.#rowsOf(userId)) {
      const activity = this.#counts(row) ? this.#activity(row) : undefined
      if (activity !== undefined)
        activities.push(this.#status.get(row) === status.released ? { ...activity, released: true } : activity)
    }
    return activities.sort(byHappening)
  }

  /** As `counted`, of what had arrived by an instant. */
  countedAt(userId: UserId, by: Instant): ReadonlyArray<Counted> {
    const seen = new Set<string>()
    const activities: Array<Counted> = []
    for (const row of this.#rowsOf(userId)) {
      const code = this.#status.get(row)
      if (this.#at.get(row) + this.#delay.get(row) > by || isAside(code)) continue
      const key = `${this.#source.get(row)}\n${this.#keys.read(this.#keyStart.get(row))}`
      if (seen.has(key)) continue
      seen.add(key)
      if (code === status.released) activities.push({ ...this.#activity(row), released: true })
      else if (code === status.counted || code === status.superseded) activities.push(this.#activity(row))
    }
    return activities.sort(byHappening)
  }

  /** What is refused, rejected or in quarantine, in order of arrival: of one user, or of all. */
  held(userId?: UserId): ReadonlyArray<Held> {
    const held: Array<Held> = []
    for (const row of userId === undefined ? this.#allRows() : [...this.#rowsOf(userId)].reverse()) {
      const outcome = this.#heldAs(row)
      if (outcome !== undefined) held.push({ arrival: this.#arrival(row), outcome })
    }
    return held
  }

  /** A page of what was appended, the newest first. */
  page({ userId, state: only }: Listed, { limit, before = this.#rows }: LogPage): ReadonlyArray<Logged> {
    const page: Array<Logged> = []
    for (const row of userId === undefined ? this.#newestFirst(before) : this.#rowsOf(userId)) {
      if (page.length === limit) break
      const state = this.#stateOf(row)
      if (row < before && isListed(state, only)) page.push({ arrival: this.#arrival(row), state, place: row })
    }
    return page
  }

  /** What was appended of a user, or decided about, after a change. */
  changes(userId: UserId, after: number, limit: number): ReadonlyArray<LogChange> {
    const changes: Array<LogChange> = []
    for (const row of this.#rowsOf(userId)) {
      const change = this.#changeOf(row)
      if (change > after) changes.push({ arrival: this.#arrival(row), state: this.#stateOf(row), place: row, change })
    }
    return changes.sort((a, b) => a.change - b.change).slice(0, limit)
  }

  /** The last change of a user. */
  lastChange(userId: UserId): number {
    let last = 0
    for (const row of this.#rowsOf(userId)) last = Math.max(last, this.#changeOf(row))
    return last
  }

  /** Rows and decisions are counted together, in the order in which they came. */
  #changeOf(row: number): number {
    const decision = this.#lastDecision.get(row)
    if (decision !== undefined) return (this.#decidedAt[decision] ?? 0) + decision + 1
    let [first, end] = [0, this.#decidedAt.length]
    while (first < end) {
      const middle = (first + end) >>> 1
      if ((this.#decidedAt[middle] ?? 0) <= row) first = middle + 1
      else end = middle
    }
    return row + first + 1
  }

  /** How many are in quarantine. */
  countHeld(): number {
    let count = 0
    for (const row of this.#allRows()) if (this.#status.get(row) === status.quarantined) count++
    return count
  }

  /** The rows of a user, the newest first. */
  *#rowsOf(userId: UserId): Generator<number> {
    const user = this.#users.find(userId)
    if (user === undefined) return
    for (let row = this.#newestOf.get(user) - 1; row >= 0; row = this.#previous.get(row) - 1) yield row
  }

  *#newestFirst(before: number): Generator<number> {
    for (let row = before - 1; row >= 0; row--) yield row
  }

  *#allRows(): Generator<number> {
    for (let row = 0; row < this.#rows; row++) yield row
  }

  /** Releases or rejects the activity of a key; `undefined` when no activity holds it. */
  review(
    source: string,
    key: string,
    verdict: "Released" | "Rejected",
    onRollback: (undo: () => void) => void
  ): Reviewed | undefined {
    const known = this.#sources.find(source)
    const row = known === undefined ? -1 : this.#keys.find(known, key)
    if (row < 0) return undefined
    const before = this.#status.get(row)
    if (before === status.void || before >= status.firstRefusal) return undefined
    if (decided(before) !== verdict) this.#decide(row, verdict, before, onRollback)
    return { activity: this.#activity(row), before: decided(before), didCount: doesCount(before) }
  }

  #decide(row: number, verdict: "Released" | "Rejected", before: number, onRollback: (undo: () => void) => void): void {
    const last = this.#lastDecision.get(row)
    this.#status.set(row, verdict === "Released" ? status.released : status.rejected)
    this.#lastDecision.set(row, this.#decidedAt.push(this.#rows) - 1)
    onRollback(() => {
      this.#status.set(row, before)
      this.#decidedAt.pop()
      if (last === undefined) this.#lastDecision.delete(row)
      else this.#lastDecision.set(row, last)
    })
  }

  #take({ arrival, verdict }: Judged, replaced: Replacements): Appended {
    const { activity } = arrival
    const source = this.#sources.number(activity.source)
    const holder = this.#keys.find(source, activity.sourceKey)
    const succession = supersede(holder < 0 ? undefined : this.#activity(holder), activity, verdict)
    const { outcome } = succession
    if (outcome._tag === "Duplicate" || outcome._tag === "Outdated") return { outcome }
    if (!succession.takesKey) {
      return this.#setAside(arrival, source, succession) ? { outcome } : { outcome, again: true }
    }
    const row = this.#write(arrival, source, succession)
    this.#keys.point(source, activity.sourceKey, row)
    if (holder < 0) return outcome === accepted ? plainlyAccepted : { outcome }
    const removed = this.#counts(holder) ? this.#activity(holder) : undefined
    replaced.set(row, { holder, status: this.#status.get(holder) })
    this.#status.set(holder, this.#countedByItself(holder) ? status.superseded : status.supersededUncounted)
    return removed === undefined ? { outcome } : { outcome, removed }
  }

  /** Keeps a row that never held its key, unless the same content is kept already; says whether it did. */
  #setAside(arrival: Arrival, source: number, succession: Succession): boolean {
    const content = contentOf(arrival.activity)
    if (this.#aside.find(0, content) >= 0) return false
    this.#write(arrival, source, succession)
    this.#asideStart.set(this.#asides, this.#aside.write(content))
    this.#aside.point(0, content, this.#asides++)
    return true
  }

  /** Takes back the rows from `first` on, the newest first, so that every key is held by what held it before. */
  #takeBack(first: number, replaced: Replacements): void {
    for (let row = this.#rows - 1; row >= first; row--) {
      const [source, key] = [this.#source.get(row), this.#keys.read(this.#keyStart.get(row))]
      if (this.#keys.find(source, key) === row) {
        const before = replaced.get(row)
        this.#keys.restore(source, key, before?.holder ?? -1)
        if (before !== undefined) this.#status.set(before.holder, before.status)
      }
      this.#newestOf.set(this.#user.get(row), this.#previous.get(row))
      this.#rare.delete(row)
      this.#quarantined.delete(row)
    }
    this.#rows = first
  }

  #forgetAsides(first: number): void {
    while (this.#asides > first) {
      this.#asides--
      this.#aside.restore(0, this.#aside.read(this.#asideStart.get(this.#asides)), -1)
    }
  }

  #write({ activity, receivedAt }: Arrival, source: number, { outcome, counts }: Succession): number {
    const row = this.#rows++
    const user = this.#users.number(activity.userId)
    this.#user.set(row, user)
    this.#metric.set(row, this.#metrics.number(activity.metric))
    this.#source.set(row, source)
    this.#quantity.set(row, activity.quantity)
    this.#at.set(row, activity.at)
    this.#delay.set(row, receivedAt - activity.at)
    this.#revision.set(row, activity.revision)
    this.#keyStart.set(row, this.#keys.write(activity.sourceKey))
    this.#void.set(row, activity.void ? 1 : 0)
    this.#status.set(row, counts ? status.counted : statusOf(outcome))
    this.#previous.set(row, this.#newestOf.get(user))
    this.#newestOf.set(user, row + 1)
    if (outcome._tag === "Quarantined") this.#quarantined.add(row)
    const rare = rareOf(activity, outcome)
    if (rare !== undefined) this.#rare.set(row, rare)
    return row
  }

  /** Whether a row that holds its key was accepted, whatever an organiser made of it. */
  #countedByItself(row: number): boolean {
    const code = this.#status.get(row)
    const isActivity = code === status.counted || code === status.released || code === status.rejected
    return isActivity && !this.#quarantined.has(row)
  }

  #counts(row: number): boolean {
    return this.#status.get(row) <= status.released
  }

  #heldAs(row: number): HeldOutcome | undefined {
    const code = this.#status.get(row)
    if (code === status.quarantined) return { _tag: "Quarantined", limit: "perActivity" }
    if (code === status.rejected) return { _tag: "Rejected" }
    const reason = refusalReasons[code - status.firstRefusal]
    const field = this.#rare.get(row)?.field
    return reason === undefined ? undefined : { _tag: "Refused", reason, ...(field === undefined ? {} : { field }) }
  }

  #stateOf(row: number): LoggedState {
    const held = this.#heldAs(row)
    if (held !== undefined) return held
    const code = this.#status.get(row)
    if (code === status.counted) return { _tag: "Counts" }
    if (code === status.released) return { _tag: "Released" }
    return { _tag: code === status.void ? "Void" : "Superseded" }
  }

  #arrival(row: number): Arrival {
    return { activity: this.#activity(row), receivedAt: this.#at.get(row) + this.#delay.get(row) }
  }

  #activity(row: number): Activity {
    const rare = this.#rare.get(row)
    return {
      userId: this.#users.text(this.#user.get(row)),
      metric: this.#metrics.text(this.#metric.get(row)),
      quantity: this.#quantity.get(row),
      at: this.#at.get(row),
      source: this.#sources.text(this.#source.get(row)),
      sourceKey: this.#keys.read(this.#keyStart.get(row)),
      revision: this.#revision.get(row),
      void: this.#void.get(row) === 1,
      ...(rare?.note === undefined ? {} : { note: rare.note }),
      ...(rare?.evidence === undefined ? {} : { evidence: rare.evidence })
    }
  }
}

/** Whether a row of this status never held its key. */
const isAside = (code: number): boolean => {
  const reason = refusalReasons[code - status.firstRefusal]
  return reason !== undefined && neverStood.has(reason)
}

/** One text for equal contents. JSON, so that no control character is in it. */
const contentOf = (activity: Activity): string =>
  JSON.stringify([
    activity.userId,
    activity.metric,
    activity.quantity,
    activity.at,
    activity.source,
    activity.sourceKey,
    activity.revision,
    activity.void,
    activity.note,
    activity.evidence
  ])

const statusOf = (outcome: Outcome): number => {
  if (outcome._tag === "Voided") return status.void
  if (outcome._tag === "Quarantined") return status.quarantined
  return outcome._tag === "Refused" ? status.firstRefusal + refusalReasons.indexOf(outcome.reason) : status.counted
}

/** What had been decided about an activity with this status. */
const decided = (before: number): Reviewed["before"] => {
  if (before === status.released) return "Released"
  return before === status.rejected ? "Rejected" : "Undecided"
}

const held: ReadonlySet<LoggedState["_tag"]> = new Set(["Quarantined", "Refused", "Rejected"])

const isListed = ({ _tag }: LoggedState, only: ListedState | undefined): boolean =>
  only === undefined || _tag === only || (only === "Held" && held.has(_tag))

const doesCount = (code: number): boolean => code === status.counted || code === status.released

const rareOf = ({ note, evidence }: Activity, outcome: Outcome): Rare | undefined => {
  const field = outcome._tag === "Refused" ? outcome.field : undefined
  if (note === undefined && evidence === undefined && field === undefined) return undefined
  return {
    ...(note === undefined ? {} : { note }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(field === undefined ? {} : { field })
  }
}
