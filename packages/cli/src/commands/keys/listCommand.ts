import { ApiKeys } from "@laurel/core/access"
import { Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { principalOf } from "../../session/principalOf.ts"
import { show } from "../../session/show.ts"
import { keyJson } from "./keyJson.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ owner: Schema.optionalKey(Schema.String) }))

/** `laurel keys list`: which keys there are. */
export const listCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const { owner } = readOptions(given)
  const whose = owner === undefined ? undefined : principalOf(owner, "--owner")
  await onStore(given, house, async (session) => {
    const keys = (await session.run(ApiKeys.use((port) => port.of(whose)))).map(keyJson)
    const now = session.now()
    const stateOf = ({ expiresAt, revokedAt }: (typeof keys)[number]): string => {
      if (revokedAt !== undefined)
        return Date.parse(revokedAt) <= now ? `revoked ${revokedAt}` : `replaced, taken until ${revokedAt}`
      if (expiresAt === undefined) return "valid"
      return Date.parse(expiresAt) <= now ? `expired ${expiresAt}` : `valid until ${expiresAt}`
    }
    show(session, { keys }, (style) =>
      keys.length === 0
        ? "There are no keys.\n"
        : renderTable(
            ["key", "owner", "label", "for", "state"].map((head) => ({ head })),
            keys.map((key) => [key.key, key.owner, key.label, key.scopes.join(", "), stateOf(key)]),
            style
          )
    )
  })
}
