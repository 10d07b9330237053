import type { KnownChallenge, Principal } from "@laurel/core/access"
import { readBoard } from "@laurel/core/challenge"
import { Effect } from "effect"
import { scopeOf, shownOn } from "./BoardJson.ts"
import { viewFor, type Which } from "./viewFor.ts"

/** The board that is asked for, for whoever may look at it, and how its rows are written. */
export const opened = Effect.fnUntraced(function* (challenge: KnownChallenge, which: Which, principal: Principal) {
  const view = yield* viewFor(which, principal, challenge)
  const scope = scopeOf(which)
  const reader = yield* readBoard(challenge.id, scope, view)
  return {
    reader,
    ...shownOn(challenge, scope),
    isShared: view === "Public" && challenge.definition.visibility === "public"
  }
})
