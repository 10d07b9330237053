import { assert } from "@effect/vitest"
import type { Activity, Appended, Counted, Held, Outcome } from "../src/activity/index.ts"
import type { UserId } from "../src/shared/index.ts"

const textOf = (activity: Activity | undefined): string =>
  activity === undefined
    ? "nothing"
    : `${activity.userId} ${activity.metric} ${activity.quantity} at ${activity.at} ${activity.source} ${activity.sourceKey} ` +
      `${activity.revision} ${activity.void} ${activity.note} ${activity.evidence}`

const outcomeText = (outcome: Outcome | Held["outcome"]): string =>
  `${outcome._tag} ${outcome._tag === "Refused" ? `${outcome.reason} ${outcome.field}` : ""}`

/** One line for each answer to a batch. */
export const answerLines = (answers: ReadonlyArray<Appended>): ReadonlyArray<string> =>
  answers.map(({ outcome, removed }) => `${outcomeText(outcome)}, removed ${textOf(removed)}`)

/** What counts of each user, one line an activity, under the user's. */
export const countedLines = (
  userIds: ReadonlyArray<UserId>,
  byUser: ReadonlyMap<UserId, ReadonlyArray<Counted>>
): ReadonlyArray<string> => userIds.flatMap((userId) => [userId, ...(byUser.get(userId) ?? []).map(textOf)])

/** One line for each row that is held. */
export const heldLines = (rows: ReadonlyArray<Held>): ReadonlyArray<string> =>
  rows.map(
    ({ arrival, outcome }) => `${outcomeText(outcome)}, received ${arrival.receivedAt}: ${textOf(arrival.activity)}`
  )

/** Equality of long lists, line by line: the difference of one line can be read, that of thousands cannot. */
export const assertSameLines = (actual: ReadonlyArray<string>, expected: ReadonlyArray<string>): void => {
  assert.strictEqual(actual.length, expected.length)
  const at = actual.findIndex((line, index) => line !== expected[index])
  assert.strictEqual(actual[at], expected[at], `at ${at}`)
}
