import {
  type Activity,
  type Appended,
  type Arrival,
  byHappening,
  type Counted,
  type Held,
  type Judged,
  type Listed,
  type Logged,
  type LoggedState,
  type LogPage,
  type Outcome,
  supersede
} from "../../src/activity/index.ts"
import type { ChallengeId, Instant, UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** A row and what it is now. `Aside` never held its key; `Gone` gave it to a later revision. */
interface Row {
  readonly arrival: Arrival
  readonly outcome: Outcome
  readonly state: "Counts" | "Released" | "Void" | "Held" | "Rejected" | "Aside" | "Gone"
  /** When it was appended, or decided about since: which of all that happened in the challenge that was. */
  readonly change: number
}

/** What `ActivityLog` promises of one challenge: every row, and which holds each key. */
interface Log {
  readonly rows: ReadonlyArray<Row>
  readonly holders: ReadonlyMap<string, number>
  /** How much has happened. */
  readonly changes: number
}

/** What `ActivityLog` promises. */
export type ActivityLogModel = ReadonlyMap<ChallengeId, Log>

const emptyLog: Log = { rows: [], holders: new Map(), changes: 0 }
const logOf = (model: ActivityLogModel, id: ChallengeId): Log => model.get(id) ?? emptyLog
const counts = (row: Row | undefined): row is Row => row?.state === "Counts" || row?.state === "Released"
const keyOf = ({ source, sourceKey }: Pick<Activity, "source" | "sourceKey">): string => `${source}\n${sourceKey}`
const contentOf = ({ arrival }: { readonly arrival: Arrival }): string =>
  JSON.stringify(Object.entries(arrival.activity).sort())

export const append = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  batch: ReadonlyArray<Judged>
): readonly [answer: ReadonlyArray<Appended>, next: ActivityLogModel] => {
  const rows = [...logOf(model, challengeId).rows]
  const holders = new Map(logOf(model, challengeId).holders)
  let { changes } = logOf(model, challengeId)
  const aside = new Set(rows.filter(({ state }) => state === "Aside").map(contentOf))
  const answers = batch.map(({ arrival, verdict }): Appended => {
    const key = keyOf(arrival.activity)
    const at = holders.get(key)
    const holder = at === undefined ? undefined : rows[at]
    const { outcome, takesKey, counts: nowCounts } = supersede(holder?.arrival.activity, arrival.activity, verdict)
    if (outcome._tag === "Duplicate" || outcome._tag === "Outdated") return { outcome }
    if (!takesKey) {
      // The same row again is kept once, with the reason for which it was refused first.
      if (aside.has(contentOf({ arrival }))) return { outcome, again: true }
      const row = { arrival, outcome, change: ++changes }
      rows.push({ ...row, state: "Aside" })
      aside.add(contentOf(row))
      return { outcome }
    }
    const row = { arrival, outcome, change: ++changes }
    holders.set(
      key,
      rows.push({ ...row, state: nowCounts ? "Counts" : outcome._tag === "Voided" ? "Void" : "Held" }) - 1
    )
    if (at === undefined || holder === undefined) return { outcome }
    rows[at] = { ...holder, state: "Gone" }
    return counts(holder) ? { outcome, removed: holder.arrival.activity } : { outcome }
  })
  return [answers, new Map(model).set(challengeId, { rows, holders, changes })]
}

export const counted = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>
): ReadonlyMap<UserId, ReadonlyArray<Counted>> => {
  const byUser = new Map<UserId, Array<Counted>>(userIds.map((userId) => [userId, []]))
  for (const {
    arrival: { activity },
    state
  } of logOf(model, challengeId).rows.filter(counts)) {
    byUser.get(activity.userId)?.push(state === "Released" ? { ...activity, released: true } : activity)
  }
  for (const activities of byUser.values()) activities.sort(byHappening)
  return byUser
}

export const countedAt = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>,
  by: Instant
): ReadonlyMap<UserId, ReadonlyArray<Counted>> => {
  const byUser = new Map<UserId, Array<Counted>>(userIds.map((userId) => [userId, []]))
  const latest = new Map<string, Row>()
  for (const row of logOf(model, challengeId).rows) {
    if (row.state !== "Aside" && row.arrival.receivedAt <= by) latest.set(keyOf(row.arrival.activity), row)
  }
  for (const row of latest.values()) {
    const { activity } = row.arrival
    const didCount = row.state === "Gone" && (row.outcome._tag === "Accepted" || row.outcome._tag === "Replaced")
    if (!counts(row) && !didCount) continue
    byUser.get(activity.userId)?.push(row.state === "Released" ? { ...activity, released: true } : activity)
  }
  for (const activities of byUser.values()) activities.sort(byHappening)
  return byUser
}

export const held = (model: ActivityLogModel, challengeId: ChallengeId, userId?: UserId): ReadonlyArray<Held> =>
  logOf(model, challengeId)
    .rows.filter(({ arrival }) => userId === undefined || arrival.activity.userId === userId)
    .filter(({ state }) => state === "Held" || state === "Rejected" || state === "Aside")
    .flatMap(({ arrival, outcome, state }): ReadonlyArray<Held> => {
      if (state === "Rejected") return [{ arrival, outcome: { _tag: "Rejected" } }]
      return outcome._tag === "Quarantined" || outcome._tag === "Refused" ? [{ arrival, outcome }] : []
    })

export const review = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  identity: Pick<Activity, "source" | "sourceKey">,
  verdict: "Released" | "Rejected"
): Prediction<ActivityLogModel> => {
  const { rows, holders, changes } = logOf(model, challengeId)
  const at = holders.get(keyOf(identity))
  const holder = at === undefined ? undefined : rows[at]
  if (at === undefined || holder === undefined || holder.state === "Void" || holder.outcome._tag === "Refused") {
    return [undefined, model]
  }
  const isNew = holder.state !== verdict
  const change = isNew ? changes + 1 : holder.change
  const reviewed = rows.with(at, { ...holder, state: verdict, change })
  const before = holder.state === "Released" || holder.state === "Rejected" ? holder.state : "Undecided"
  const didCount = holder.state === "Counts" || holder.state === "Released"
  return [
    { activity: holder.arrival.activity, before, didCount },
    new Map(model).set(challengeId, { rows: reviewed, holders, changes: isNew ? change : changes })
  ]
}

const stateOf = ({ state, outcome }: Row): LoggedState => {
  if (state === "Gone") return { _tag: "Superseded" }
  if (state !== "Held" && state !== "Aside") return { _tag: state }
  if (outcome._tag === "Quarantined" || outcome._tag === "Refused") return outcome
  throw new Error(`a row that is ${state} was ${outcome._tag}`)
}

/** The place of a row is its index. */
export const page = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  { userId, state }: Listed,
  { limit, before = Number.POSITIVE_INFINITY }: LogPage
): ReadonlyArray<Logged> =>
  logOf(model, challengeId)
    .rows.map((row, place): Logged => ({ arrival: row.arrival, state: stateOf(row), place }))
    .filter(({ place }) => place < before)
    .filter(({ arrival }) => userId === undefined || arrival.activity.userId === userId)
    .filter(({ state: { _tag } }) => {
      if (state === undefined) return true
      return _tag === "Quarantined" || (state === "Held" && (_tag === "Refused" || _tag === "Rejected"))
    })
    .reverse()
    .slice(0, limit)

export const countHeld = (model: ActivityLogModel, challengeId: ChallengeId): number =>
  held(model, challengeId).filter(({ outcome }) => outcome._tag === "Quarantined").length

/** What was appended of a user, or decided about, in the order in which it last changed. */
export const changes = (
  model: ActivityLogModel,
  challengeId: ChallengeId,
  userId: UserId
): ReadonlyArray<Pick<Logged, "arrival" | "state">> =>
  logOf(model, challengeId)
    .rows.filter(({ arrival }) => arrival.activity.userId === userId)
    .toSorted((a, b) => a.change - b.change)
    .map((row) => ({ arrival: row.arrival, state: stateOf(row) }))
