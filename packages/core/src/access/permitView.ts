import { Result } from "effect"
import type { BoardView } from "../challenge/index.ts"
import { AccessDenied, NotAuthenticated } from "./errors.ts"
import type { KnownChallenge } from "./KnownChallenge.ts"
import type { Principal } from "./Principal.ts"
import { isAdministrator } from "./permit.ts"

/** Whether somebody may look at a board in this view: while the public one stands still, that of the organiser is theirs and administrators' alone. */
export const permitView = (
  principal: Principal,
  { organiser }: KnownChallenge,
  view: BoardView
): Result.Result<void, AccessDenied | NotAuthenticated> => {
  if (view === "Public") return Result.void
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  return principal.id === organiser || isAdministrator(principal)
    ? Result.void
    : Result.fail(new AccessDenied({ by: principal.id, only: "the organiser of the challenge" }))
}
