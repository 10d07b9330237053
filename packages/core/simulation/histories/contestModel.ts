import type { SequentialModel } from "./Call.ts"
import type { ContestAnswer, ContestCommand, Row, Told } from "./Contest.ts"

/** How many may enter, what each pays, and above what an activity is put in quarantine. */
export const contestTerms = { maximum: 3, fee: 500, plausible: 100 } as const

type Kept = Row & { readonly status: "Counts" | "Quarantined" | "Released" | "Rejected" }

/** All that a challenge is to those who use it in a history. */
export type ContestState = {
  readonly entered: Readonly<Record<string, "Active" | "Disqualified">>
  readonly activities: Readonly<Record<string, Kept>>
  readonly frozen: ReadonlyArray<string> | null
}

type Step = readonly [after: ContestState, answer: ContestAnswer]

const counts = ({ status, void: isVoid }: Kept): boolean => !isVoid && (status === "Counts" || status === "Released")

const ofPerson = ({ activities }: ContestState, person: string): ReadonlyArray<Kept> =>
  Object.values(activities).filter((kept) => kept.person === person)

const scoreOf = (state: ContestState, person: string): number =>
  ofPerson(state, person)
    .filter(counts)
    .reduce((sum, { quantity }) => sum + quantity, 0)

/**
 * The most first, equal scores share a rank and stand in the order of their names; without anything that counts there is no
 * score to rank.
 */
const boardOf = (state: ContestState): ReadonlyArray<string> => {
  const field = Object.entries(state.entered)
    .filter(([person, status]) => status === "Active" && ofPerson(state, person).some(counts))
    .map(([person]) => ({ person, score: scoreOf(state, person) }))
    .sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
  return field.map(({ person, score }) => {
    const rank = 1 + field.filter((other) => other.score > score).length
    return `${rank} ${person} ${score}`
  })
}

const join = (state: ContestState, people: ReadonlyArray<string>): Step => {
  let entered = state.entered
  const outcomes = people.map((person) => {
    if (entered[person] !== undefined) return "AlreadyEntered"
    if (Object.keys(entered).length >= contestTerms.maximum) return "FieldFull"
    entered = { ...entered, [person]: "Active" }
    return "Entered"
  })
  return [
    { ...state, entered },
    { _tag: "Outcomes", outcomes }
  ]
}

const record = (state: ContestState, rows: ReadonlyArray<Row>): Step => {
  let activities = state.activities
  const outcomes = rows.map((row) => {
    const outcome = outcomeOf(state, activities[row.key], row)
    if (outcome === "Quarantined") activities = { ...activities, [row.key]: { ...row, status: "Quarantined" } }
    if (takesKey.has(outcome)) activities = { ...activities, [row.key]: { ...row, status: "Counts" } }
    return outcome
  })
  return [
    { ...state, activities },
    { _tag: "Outcomes", outcomes }
  ]
}

const takesKey: ReadonlySet<string> = new Set(["Accepted", "Replaced", "Voided"])

const outcomeOf = (state: ContestState, holder: Kept | undefined, row: Row): string => {
  if (state.entered[row.person] === undefined) return "UnknownParticipant"
  if (holder !== undefined && holder.revision === row.revision) {
    return holder.quantity === row.quantity && holder.void === row.void ? "Duplicate" : "RevisionConflict"
  }
  if (holder !== undefined && holder.revision > row.revision) return "Outdated"
  if (row.void) return "Voided"
  if (row.quantity > contestTerms.plausible) return "Quarantined"
  return holder === undefined ? "Accepted" : "Replaced"
}

const review = (state: ContestState, key: string, verdict: "Released" | "Rejected"): Step => {
  const kept = state.activities[key]
  return kept === undefined || kept.void
    ? [state, { _tag: "Reviewed", quantity: null }]
    : [
        { ...state, activities: { ...state.activities, [key]: { ...kept, status: verdict } } },
        { _tag: "Reviewed", quantity: kept.quantity }
      ]
}

const explain = (state: ContestState, person: string): Step => {
  if (state.entered[person] === undefined) return [state, { _tag: "Refused", tag: "ParticipantNotFound" }]
  const activities = ofPerson(state, person)
    .filter((kept) => !kept.void)
    .map((kept): Told => ({ key: kept.key, revision: kept.revision, counts: counts(kept) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  return [state, { _tag: "Explained", score: scoreOf(state, person), activities }]
}

const act = (state: ContestState, command: ContestCommand): Step => {
  switch (command._tag) {
    case "Join":
      return join(state, command.people)
    case "Record":
      return record(state, command.rows)
    case "Review":
      return review(state, command.key, command.verdict)
    case "Amend":
      return state.entered[command.person] === undefined
        ? [state, { _tag: "Refused", tag: "ParticipantNotFound" }]
        : [{ ...state, entered: { ...state.entered, [command.person]: command.status } }, { _tag: "Done" }]
    case "Freeze":
      return [{ ...state, frozen: state.frozen ?? boardOf(state) }, { _tag: "Done" }]
    case "Unfreeze":
      return [{ ...state, frozen: null }, { _tag: "Done" }]
    case "Board": {
      const lines = command.view === "Public" && state.frozen !== null ? state.frozen : boardOf(state)
      return [state, { _tag: "Board", lines }]
    }
    case "Explain":
      return explain(state, command.person)
    case "Pool":
      return [state, { _tag: "Pool", minorUnits: Object.keys(state.entered).length * contestTerms.fee }]
  }
}

/** A challenge of a few people as it would be if one thing were done after the other, straight from the words. */
export const contestModel: SequentialModel<ContestState, ContestCommand, ContestAnswer> = {
  initial: { entered: {}, activities: {}, frozen: null },
  act
}
