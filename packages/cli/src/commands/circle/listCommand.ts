import { Circles, type Membership } from "@laurel/core/community"
import { formatInstant, type UserId } from "@laurel/core/shared"
import { Effect } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"
import { circleJson } from "./circleJson.ts"

/** So many are read at once. */
const atOnce = 500

/** `laurel circle list`: the circles that somebody is in. */
export const listCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const user = userOf(name)
  await onStore(given, house, async (session) => {
    const circles = (await session.run(allOf(user))).map(({ circle, joinedAt }) => ({
      ...circleJson(circle),
      joinedAt: formatInstant(joinedAt)
    }))
    show(session, { user, circles }, (style) =>
      circles.length === 0
        ? `${user} is in no circle.\n`
        : renderTable(
            [
              { head: "circle" },
              { head: "name" },
              { head: "owner" },
              { head: "visibility" },
              { head: "members", align: "right" },
              { head: "joined" }
            ],
            circles.map((one) => [
              one.circle,
              one.name,
              one.owner,
              one.visibility,
              `${one.members}/${one.limit}`,
              one.joinedAt
            ]),
            style
          )
    )
  })
}

const allOf = Effect.fnUntraced(function* (user: UserId) {
  const { ofUser } = yield* Circles
  const found: Array<Membership> = []
  for (;;) {
    const last = found.at(-1)
    const page = yield* ofUser(
      user,
      atOnce,
      last === undefined ? undefined : { joinedAt: last.joinedAt, circleId: last.circle.id }
    )
    found.push(...page)
    if (page.length < atOnce) return found
  }
})
