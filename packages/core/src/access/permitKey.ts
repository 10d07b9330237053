import { Result } from "effect"
import type { PrincipalId } from "../shared/index.ts"
import type { ApiKey } from "./ApiKey.ts"
import { AccessDenied, KeyNotFound, NotAuthenticated } from "./errors.ts"
import type { Principal, Scope } from "./Principal.ts"
import { isAdministrator } from "./permit.ts"

/** Whether somebody may have a key of their own for this: everybody, but to administer only who does. Gives under whose name it acts. */
export const permitIssuing = (
  principal: Principal,
  scopes: ReadonlyArray<Scope>
): Result.Result<PrincipalId, AccessDenied | NotAuthenticated> => {
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  return scopes.includes("administer") && !isAdministrator(principal)
    ? Result.fail(new AccessDenied({ by: principal.id, only: "an administrator" }))
    : Result.succeed(principal.id)
}

/** Whether somebody may revoke a key or put another in its place: for whom it acts. For anybody else there is none. Gives under whose name. */
export const permitChanging = (
  principal: Principal,
  { id, owner }: Pick<ApiKey, "id" | "owner">
): Result.Result<PrincipalId, KeyNotFound> =>
  principal._tag !== "Anonymous" && principal.id === owner
    ? Result.succeed(principal.id)
    : Result.fail(new KeyNotFound({ key: id }))
