import { find, withheld } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { activityJson } from "./activityJson.ts"

/** Shows what days past their plausible limit withhold from the scores, of everybody or of one user. */
export const listWithheld = async (session: Session, challengeId: ChallengeId, user?: UserId): Promise<void> => {
  const { definition, found } = await session.run(withheldIn(challengeId))
  const rows = found
    .filter(({ userId }) => user === undefined || userId === user)
    .map((activity) => activityJson(activity, definition))
  show(session, { challenge: challengeId, activities: rows }, (style) =>
    rows.length === 0
      ? "There are none.\n"
      : renderTable(
          [
            { head: "at" },
            { head: "user" },
            { head: "metric" },
            { head: "quantity", align: "right" },
            { head: "source" },
            { head: "key" }
          ],
          rows.map(({ at, user: userId, metric, quantity, source, key }) => [
            at,
            userId,
            metric,
            quantity,
            source,
            key
          ]),
          style
        )
  )
}

const withheldIn = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const { definition } = yield* find(challengeId)
  return { definition, found: yield* withheld(challengeId) }
})
