import {
  AccessDenied,
  isAdministrator,
  type KnownChallenge,
  NotAuthenticated,
  type Principal
} from "@laurel/core/access"
import type { BoardView } from "@laurel/core/challenge"
import { Effect } from "effect"
import type { scopeOf } from "./BoardJson.ts"

/** Which board is asked for, and as whom one looks at it. */
export type Which = Parameters<typeof scopeOf>[0] & { readonly view?: "public" | "organiser" }

/** The board of the organisers is theirs alone while the public one stands still. */
export const viewFor = Effect.fnUntraced(function* (
  { view }: Which,
  principal: Principal,
  { organiser }: KnownChallenge
) {
  if (view !== "organiser") return "Public" satisfies BoardView
  if (principal._tag === "Anonymous") return yield* new NotAuthenticated()
  if (principal.id !== organiser && !isAdministrator(principal)) {
    return yield* new AccessDenied({ by: principal.id, only: "the organiser of the challenge" })
  }
  return "Organiser" satisfies BoardView
})
