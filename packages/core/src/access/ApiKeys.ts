import { Context, type Effect, type Option } from "effect"
import type { Instant, PrincipalId } from "../shared/index.ts"
import type { ApiKey, KeyId } from "./ApiKey.ts"
import type { AccessUnavailable } from "./errors.ts"

/**
 * The keys of programs.
 *
 * - `add` keeps a key; its name is one that no other has had, or `false` is the answer and nothing is kept.
 * - `find` gives a key by its name, also one that is revoked or expired.
 * - `of` gives the keys of somebody, or of everybody where nobody is named: the oldest first, and of the same instant by name.
 * - `revoke` revokes a key from an instant on and answers `true`; one that is revoked from an earlier one stays as it is, and what is no key is `false`.
 */
export class ApiKeys extends Context.Service<
  ApiKeys,
  {
    readonly add: (key: ApiKey) => Effect.Effect<boolean, AccessUnavailable>
    readonly find: (id: KeyId) => Effect.Effect<Option.Option<ApiKey>, AccessUnavailable>
    readonly of: (owner?: PrincipalId) => Effect.Effect<ReadonlyArray<ApiKey>, AccessUnavailable>
    readonly revoke: (id: KeyId, at: Instant) => Effect.Effect<boolean, AccessUnavailable>
  }
>()("@laurel/core/access/ApiKeys") {}
