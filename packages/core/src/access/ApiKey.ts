import { Schema } from "effect"
import { Hash, type Instant, InstantFromText, PrincipalId } from "../shared/index.ts"
import { scopes } from "./Principal.ts"

/** The name of a key: the part of it that is no secret. */
export const KeyId = Schema.String.check(Schema.isPattern(/^[a-z2-7]{12}$/, { message: "is no name of a key" })).pipe(
  Schema.brand("KeyId")
)
export type KeyId = typeof KeyId.Type

/** A key of a program. What makes it a key is not kept, only its hash. */
export const ApiKey = Schema.Struct({
  id: KeyId,
  /** SHA-256 of the secret. */
  hash: Hash,
  /** For whom the program acts. */
  owner: PrincipalId,
  /** What it is for, for people. */
  label: Schema.String.check(Schema.isMaxLength(200)),
  scopes: Schema.Array(Schema.Literals(scopes)),
  createdAt: InstantFromText,
  expiresAt: Schema.optionalKey(InstantFromText),
  /** From then on it is not taken; in the future while another key has been put in its place. */
  revokedAt: Schema.optionalKey(InstantFromText)
})
export type ApiKey = typeof ApiKey.Type

/** Whether a key is taken at an instant. */
export const isTaken = ({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">, now: Instant): boolean =>
  (revokedAt === undefined || now < revokedAt) && (expiresAt === undefined || now < expiresAt)
