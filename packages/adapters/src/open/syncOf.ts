import { type Challenge, type OutcomeIn, record, recordInEach, takenPartIn } from "@laurel/core/challenge"
import type { UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import { type ActivityRow, readActivity } from "./ActivityRow.ts"
import type { Unusable } from "./Laurel.ts"
import { list } from "./reader.ts"

/** Challenges are gone through in pages of this many. */
const pageChallenges = 100

const noDecimals: ReadonlyMap<string, number> = new Map()

/** Records what a user did in every challenge of theirs that measures it. */
export const syncOf = Effect.fnUntraced(function* (userId: UserId, given: ReadonlyArray<Omit<ActivityRow, "user">>) {
  const now = yield* Clock.currentTimeMillis
  const rows = (yield* list("activities", given)).map((row) => {
    const whole: ActivityRow = { ...row, user: userId }
    return Result.map(readActivity(whole, noDecimals, now), ({ activity }) => ({ metric: activity.metric, whole }))
  })
  const readable = rows.flatMap((row) => (Result.isSuccess(row) ? [row.success] : []))
  const found = readable.map((): Array<OutcomeIn> => [])
  let page: ReadonlyArray<Challenge> = []
  do {
    const after = page.at(-1)?.id
    page = yield* takenPartIn(userId, { limit: pageChallenges, ...(after === undefined ? {} : { after }) })
    const recorded = yield* recordInEach(page, readable, readIn(now), record)
    for (const [row, outcomes] of recorded.entries()) found[row]?.push(...outcomes)
  } while (page.length === pageChallenges)
  const each = found.values()
  return rows.map((row): ReadonlyArray<OutcomeIn> | Unusable =>
    Result.isSuccess(row) ? (each.next().value ?? []) : { _tag: "Unusable", problem: row.failure }
  )
})

const readIn =
  (now: number) =>
  ({ whole }: { readonly whole: ActivityRow }, { definition }: Challenge) =>
    readActivity(
      whole,
      new Map(definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals])),
      now
    )
