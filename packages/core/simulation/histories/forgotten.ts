import type { ContestAnswer, ContestCommand } from "./Contest.ts"
import { contestTerms } from "./contestModel.ts"
import type { ContestCall } from "./playHistory.ts"

/** What a caller has been told that it did. */
interface Known {
  readonly entered: Set<string>
  readonly revisions: Map<string, number>
}

/** Outcomes after which the key holds this revision or a later one, for ever. */
const holds: ReadonlySet<string> = new Set(["Accepted", "Replaced", "Voided", "Duplicate", "Quarantined"])

/**
 * What callers were answered as if they had not done what they had been told was done: none of it in a store whose callers read
 * their own writes. What nobody can take back is looked for: that somebody has entered and paid, and how far a key has come.
 */
export const forgotten = (calls: ReadonlyArray<ContestCall>): ReadonlyArray<ContestCall> => {
  const known = new Map<string, Known>()
  return calls
    .toSorted((a, b) => a.calledAt - b.calledAt)
    .filter(({ caller, command, answered }) => {
      if (answered === undefined) return false
      const own = known.get(caller) ?? { entered: new Set<string>(), revisions: new Map<string, number>() }
      known.set(caller, own)
      const forgets = isForgotten(own, command, answered.answer)
      learn(own, command, answered.answer)
      return forgets
    })
}

const learn = ({ entered, revisions }: Known, command: ContestCommand, answer: ContestAnswer): void => {
  if (answer._tag !== "Outcomes") return
  if (command._tag === "Join") {
    for (const [index, person] of command.people.entries())
      if (answer.outcomes[index] !== "FieldFull") entered.add(person)
  }
  if (command._tag === "Record") {
    for (const [index, { key, revision }] of command.rows.entries())
      if (holds.has(answer.outcomes[index] ?? "")) revisions.set(key, Math.max(revision, revisions.get(key) ?? 0))
  }
}

const isForgotten = ({ entered, revisions }: Known, command: ContestCommand, answer: ContestAnswer): boolean => {
  const isBehind = ({ key, revision }: { readonly key: string; readonly revision: number }): boolean =>
    revision < (revisions.get(key) ?? 0)
  if (command._tag === "Pool" && answer._tag === "Pool") return answer.minorUnits < entered.size * contestTerms.fee
  if (command._tag === "Explain" && answer._tag === "Refused") return entered.has(command.person)
  if (answer._tag === "Explained") return answer.activities.some(isBehind)
  if (command._tag === "Record" && answer._tag === "Outcomes") {
    return command.rows.some((row, index) => isBehind(row) && holds.has(answer.outcomes[index] ?? ""))
  }
  return false
}
