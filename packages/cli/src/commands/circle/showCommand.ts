import { Circles, mostMembers, seeCircle } from "@laurel/core/community"
import { formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser, circleIdOf, circleJson } from "./circleJson.ts"

/** `laurel circle show`: a circle, and who is in it. */
export const showCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = circleIdOf(name)
  await onStore(given, house, async (session) => {
    const { circle, members } = await session.run(
      Effect.gen(function* () {
        const circle = yield* seeCircle(id, { userId: actingUser(session), seesAll: true })
        return { circle, members: yield* (yield* Circles).members(id, mostMembers) }
      })
    )
    const rows = members.map(({ userId, joinedAt }) => ({ user: userId, joinedAt: formatInstant(joinedAt) }))
    show(session, { ...circleJson(circle), who: rows }, (style) =>
      [
        `${style.bold(circle.name)} (${circle.id}), ${circle.visibility}, ${circle.owner}'s: ${circle.memberCount} of ${circle.memberLimit} members\n`,
        ...(circle.description === "" ? [] : [`${circle.description}\n`]),
        renderTable(
          [{ head: "member" }, { head: "joined" }],
          rows.map(({ user, joinedAt }) => [user, joinedAt]),
          style
        )
      ].join("\n")
    )
  })
}
