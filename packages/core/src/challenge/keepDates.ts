import { Effect } from "effect"
import { type DueDate, DueDates, type DueKey, DueKind } from "../runtime/index.ts"
import type { Challenge } from "./Challenge.ts"
import { type ChallengeDates, datesOf } from "./datesOf.ts"

const kinds = ["challenge.step", "challenge.recur"] as const satisfies ReadonlyArray<keyof ChallengeDates>

/** Keeps the due dates of a challenge in the transaction that moves it: those that change, and no others. */
export const keepDates = Effect.fnUntraced(function* (before: Challenge | undefined, after: Challenge) {
  const [old, young] = [before === undefined ? {} : datesOf(before), datesOf(after)]
  const set: Array<DueDate> = []
  const clear: Array<DueKey> = []
  for (const name of kinds) {
    const [was, due] = [old[name], young[name]]
    const key = { kind: DueKind.make(name), subject: after.id }
    if (due !== undefined && due !== was) set.push({ ...key, due })
    if (due === undefined && was !== undefined) clear.push(key)
  }
  const dates = yield* DueDates
  if (set.length > 0) yield* dates.set(set)
  if (clear.length > 0) yield* dates.clear(clear)
})
