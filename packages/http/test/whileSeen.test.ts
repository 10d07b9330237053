import { knownOf } from "@laurel/core/access"
import { find } from "@laurel/core/challenge"
import { InviteId, Invites } from "@laurel/core/community"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Stream } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { whileSeen } from "../src/resources/live/whileSeen.ts"
import { openHouse, steps } from "./house.ts"

describe("what is told of a challenge that not everybody may see", () => {
  const house = openHouse()
  const { ask } = house
  const invited: Array<string> = []
  beforeAll(async () => {
    for (const [id, visibility] of [
      ["open", "public"],
      ["hidden", "invite"]
    ] as const) {
      await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, { visibility }) })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      const body = { user_ids: ["bob", "cem"] }
      const { json } = await ask("POST", `/v1/challenges/${id}/invites:bulk`, { as: "olga", body })
      invited.push(json.results[0].invite_id)
    }
  })
  afterAll(house.close)

  /** Which of four messages somebody is told: the invitations of Bob are taken back after the first, and the third comes a minute later. */
  const toldTo = (who: string, id: string) =>
    house.run(
      Effect.gen(function* () {
        const challenge = knownOf(yield* find(ChallengeId.make(id)))
        const invites = yield* Invites
        const messages = Stream.fromIterable([1, 2, 3, 4]).pipe(
          Stream.rechunk(1),
          Stream.tap((message) => {
            if (message === 3) house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + 60_000)
            return message === 2 ? Effect.forEach(invited, (one) => invites.revoke(InviteId.make(one))) : Effect.void
          })
        )
        const principal = { _tag: "Person", id: PrincipalId.make(who), roles: new Set<never>() } as const
        return yield* Stream.runCollect(Stream.catch(whileSeen(messages, challenge, principal), () => Stream.empty))
      })
    )

  it("ends within a minute for whoever is let in no more, and goes on for all others", async () => {
    assert.deepStrictEqual(await toldTo("bob", "hidden"), [1, 2])
    for (const who of ["cem", "olga"]) assert.deepStrictEqual(await toldTo(who, "hidden"), [1, 2, 3, 4])
    assert.deepStrictEqual(await toldTo("bob", "open"), [1, 2, 3, 4])
  })
})
