import { ChallengeStore, involvements } from "@laurel/core/challenge"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { readId, readState } from "../challenges/ChallengeJson.ts"
import { ownChallenges } from "./OwnChallengeJson.ts"
import * as operations from "./operations.ts"

const asRole = { participant: "TakesPart", organiser: "Organises" } as const

/** Challenges of whoever asks. */
export const ownChallengeRoutes: ReadonlyArray<Route> = [
  route(operations.listOwnChallenges, ({ principal, query: { limit, cursor, role, state, expand = [] } }) =>
    Effect.gen(function* () {
      const after = yield* placeAfter(cursor, readId)
      const found = yield* ChallengeStore.use((store) =>
        store.list({
          involving: { person: actorOf(principal), as: role === undefined ? involvements : [asRole[role]] },
          ...(state === undefined ? {} : { states: state.map(readState) }),
          ...(after === undefined ? {} : { after }),
          limit: limit + 1
        })
      )
      const write = yield* ownChallenges(found.slice(0, limit), principal, expand)
      return { body: pageJson(found, limit, write, ({ id }) => id) }
    })
  )
]
