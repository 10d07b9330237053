import type { Arrival } from "../src/activity/index.ts"
import type { AdjustmentWanted, Deposit, Entry, Schedule } from "../src/challenge/index.ts"
import type { Instant } from "../src/shared/index.ts"
import type { History } from "./History.ts"

/** One thing that somebody does, at a virtual instant. */
export type Act =
  | { readonly _tag: "Deposit"; readonly at: Instant; readonly deposit: Deposit }
  | { readonly _tag: "Join"; readonly at: Instant; readonly entries: ReadonlyArray<Entry> }
  | { readonly _tag: "Record"; readonly at: Instant; readonly arrivals: ReadonlyArray<Arrival> }
  | { readonly _tag: "Amend"; readonly at: Instant; readonly entry: Entry }
  | { readonly _tag: "Adjust" | "Reverse"; readonly at: Instant; readonly wanted: AdjustmentWanted }
  | { readonly _tag: "Freeze" | "Unfreeze" | "Cancel" | "Look"; readonly at: Instant }

interface Single {
  readonly act: Act
  readonly turn: number
  readonly endsBatch: boolean
}

/** At one instant money comes first, then entries, then rows, then the organiser. */
const precedence: Readonly<Record<Act["_tag"], number>> = {
  Deposit: 0,
  Join: 1,
  Record: 2,
  Amend: 3,
  Adjust: 4,
  Reverse: 5,
  Freeze: 6,
  Unfreeze: 7,
  Look: 8,
  Cancel: 9
}

/**
 * All acts of a history in the order of time, entries and rows in batches. A batch holds what follows one another, up to a
 * row that ends it; the rows in it come in any order.
 */
export const actsOf = (history: History, schedule: Schedule): ReadonlyArray<Act> => {
  const singles = singlesOf(history, schedule).sort(
    (a, b) => a.act.at - b.act.at || precedence[a.act._tag] - precedence[b.act._tag]
  )
  const acts: Array<Act> = []
  for (let from = 0; from < singles.length; ) {
    let to = from + 1
    while (continues(singles[to - 1], singles[to])) to++
    acts.push(...together(singles.slice(from, to)))
    from = to
  }
  return acts
}

const continues = (before: Single | undefined, next: Single | undefined): boolean =>
  before !== undefined &&
  next !== undefined &&
  !before.endsBatch &&
  before.act._tag === next.act._tag &&
  (next.act._tag === "Join" || next.act._tag === "Record")

const together = (batch: ReadonlyArray<Single>): ReadonlyArray<Act> => {
  const last = batch[batch.length - 1]?.act
  if (last?._tag === "Join")
    return [{ ...last, entries: batch.flatMap(({ act }) => (act._tag === "Join" ? act.entries : [])) }]
  if (last?._tag !== "Record") return batch.map(({ act }) => act)
  const inTurn = batch.toSorted((a, b) => a.turn - b.turn)
  return [{ ...last, arrivals: inTurn.flatMap(({ act }) => (act._tag === "Record" ? act.arrivals : [])) }]
}

const alone = (act: Act): Single => ({ act, turn: 0, endsBatch: true })

const singlesOf = ({ people, deposits, organiser }: History, { start, end }: Schedule): Array<Single> => {
  const singles = deposits.map((deposit) => alone({ _tag: "Deposit", at: deposit.at, deposit }))
  for (const { entry, submissions, amendment, adjustments } of people) {
    singles.push({ act: { _tag: "Join", at: entry.enteredAt, entries: [entry] }, turn: 0, endsBatch: false })
    if (amendment !== undefined) singles.push(alone({ _tag: "Amend", ...amendment }))
    for (const { at, wanted, reversedAt } of adjustments) {
      singles.push(alone({ _tag: "Adjust", at, wanted }))
      if (reversedAt !== undefined) singles.push(alone({ _tag: "Reverse", at: reversedAt, wanted }))
    }
    for (const { arrival, turn, endsBatch } of submissions) {
      singles.push({ act: { _tag: "Record", at: arrival.receivedAt, arrivals: [arrival] }, turn, endsBatch })
    }
  }
  const { freeze, cancel } = organiser
  if (freeze !== undefined) singles.push(alone({ _tag: "Freeze", at: freeze.from }))
  if (freeze?.to !== undefined) singles.push(alone({ _tag: "Unfreeze", at: freeze.to }))
  if (typeof cancel === "number") singles.push(alone({ _tag: "Cancel", at: cancel }))
  singles.push(alone({ _tag: "Look", at: start + Math.floor((end - start) / 2) }))
  return singles
}
