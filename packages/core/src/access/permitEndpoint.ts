import { Result } from "effect"
import type { PrincipalId } from "../shared/index.ts"
import { type Endpoint, EndpointNotFound } from "../webhook/index.ts"
import { AccessDenied, NotAuthenticated } from "./errors.ts"
import type { Principal } from "./Principal.ts"
import { isAdministrator } from "./permit.ts"

/** Whether somebody may look after an endpoint: who owns it, and administrators. For anybody else there is none. */
export const permitEndpoint = (
  principal: Principal,
  { id, owner }: Pick<Endpoint, "id" | "owner">
): Result.Result<void, EndpointNotFound> =>
  isAdministrator(principal) || (principal._tag !== "Anonymous" && principal.id === owner)
    ? Result.void
    : Result.fail(new EndpointNotFound({ endpointId: id }))

/** Whether somebody may be told of these challenges: everybody of their own, administrators of all. Gives under whose name. */
export const permitCovering = (
  principal: Principal,
  covers: Endpoint["covers"]
): Result.Result<PrincipalId, AccessDenied | NotAuthenticated> => {
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  return covers === "Own" || isAdministrator(principal)
    ? Result.succeed(principal.id)
    : Result.fail(new AccessDenied({ by: principal.id, only: "an administrator" }))
}
