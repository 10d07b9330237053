import { ActivityLog, type Held } from "@laurel/core/activity"
import { Entries, type Entry, held, rulesOf } from "@laurel/core/challenge"
import { type Explanation, explain } from "@laurel/core/scoring"
import { Effect } from "effect"
import type { RunResult } from "../run/compute.ts"
import type { UseCases } from "../runtime.ts"

/** Everything that made a participant's score. */
export interface Account {
  readonly entry: Entry
  readonly explanation: Explanation
  /** What arrived and was refused or set aside. */
  readonly held: ReadonlyArray<Held>
}

/** The account of a participant, from the store of a run that is finished; `undefined` when nobody is called so. */
export const accountOf = async (
  { definition }: RunResult,
  { run }: UseCases,
  participant: string
): Promise<Account | undefined> => {
  const entries = await run(Entries.use((all) => all.all(definition.id)))
  const entry = entries.find(({ participantId }) => participantId === participant)
  if (entry === undefined) return undefined
  const { userId, handicap } = entry
  const facts = await run(ActivityLog.use((log) => log.counted(definition.id, [userId])))
  const rules = rulesOf(definition)
  const calendar = rules.calendarOf(entry)
  const explanation = explain(rules.program, calendar, facts.get(userId) ?? [], {
    ...(handicap === undefined ? {} : { handicap }),
    asOf: calendar.last + 1
  })
  const all = await run(
    Effect.map(held(definition.id), (rows) => rows.filter(({ arrival }) => arrival.activity.userId === userId))
  )
  return { entry, explanation, held: all }
}
