import { type KnownChallenge, type Principal, permitView } from "@laurel/core/access"
import type { BoardView } from "@laurel/core/challenge"
import { Effect } from "effect"
import type { scopeOf } from "./BoardJson.ts"

/** Which board is asked for, and as whom one looks at it. */
export type Which = Parameters<typeof scopeOf>[0] & { readonly view?: "public" | "organiser" }

/** As whom a board is looked at, by whoever may look at it so. */
export const viewFor = Effect.fnUntraced(function* (
  { view: named }: Which,
  principal: Principal,
  known: KnownChallenge
) {
  const view: BoardView = named === "organiser" ? "Organiser" : "Public"
  yield* Effect.fromResult(permitView(principal, known, view))
  return view
})
