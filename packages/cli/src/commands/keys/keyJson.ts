import type { ApiKey } from "@laurel/core/access"
import { formatInstant } from "@laurel/core/shared"

/** A key for programs: what is known of it, which is no secret. */
export const keyJson = ({ id, owner, label, scopes, createdAt, expiresAt, revokedAt }: ApiKey) => ({
  key: id,
  owner,
  label,
  scopes,
  createdAt: formatInstant(createdAt),
  ...(expiresAt === undefined ? {} : { expiresAt: formatInstant(expiresAt) }),
  ...(revokedAt === undefined ? {} : { revokedAt: formatInstant(revokedAt) })
})
