import { randomBytes } from "node:crypto"
import {
  type ApiKey,
  ApiKeys,
  findKey,
  issueKey,
  keyBytes,
  permitChanging,
  permitIssuing,
  revokeKey,
  rotateKey
} from "@laurel/core/access"
import { userStats, userTallies } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { actorOf } from "../actorOf.ts"
import { besides, summariesOf } from "../challenges/summariesOf.ts"
import * as operations from "./operations.ts"

const keyJson = ({ id, owner, label, scopes, createdAt, expiresAt, revokedAt }: ApiKey) => ({
  key_id: id,
  owner,
  label,
  scopes,
  created_at: formatInstant(createdAt),
  ...(expiresAt === undefined ? {} : { expires_at: formatInstant(expiresAt) }),
  ...(revokedAt === undefined ? {} : { revoked_at: formatInstant(revokedAt) })
})

/** Users: what they have come to, and the keys of their programs. */
export const userRoutes: ReadonlyArray<Route> = [
  route(operations.getUserStats, ({ params }) =>
    Effect.map(userStats(params.user_id), ({ bestPlace, activeDays, prizes, ...counts }) => ({
      body: {
        ...counts,
        ...(bestPlace === undefined ? {} : { best_place: bestPlace }),
        active_days: activeDays,
        prizes: prizes.map(({ currency, minorUnits }) => ({ currency, minor_units: `${minorUnits}` }))
      }
    }))
  ),
  route(operations.getUserPrizes, ({ principal, params, query: { expand = [] } }) =>
    Effect.gen(function* () {
      const won = (yield* userTallies(params.user_id)).flatMap(({ challengeId, place, prize }) =>
        prize === undefined ? [] : [{ challengeId, place, prize }]
      )
      const isWanted = expand.includes("challenge")
      const summaries = yield* summariesOf(isWanted ? won.map(({ challengeId }) => challengeId) : [], principal)
      const data = won.map(({ challengeId, place, prize }) => ({
        challenge_id: challengeId,
        ...(place === undefined ? {} : { place }),
        currency: prize.currency,
        minor_units: `${prize.minorUnits}`,
        ...besides(summaries, challengeId)
      }))
      return { body: { data } }
    })
  ),
  route(operations.createKey, ({ principal, body }) =>
    Effect.gen(function* () {
      const by = yield* Effect.fromResult(permitIssuing(principal, body.scopes))
      const { key, text } = yield* issueKey({ ...body, owner: by }, by, randomBytes(keyBytes))
      return { body: { ...keyJson(key), secret: text } }
    })
  ),
  route(operations.listKeys, ({ principal }) =>
    Effect.map(
      Effect.flatMap(ApiKeys, (keys) => keys.of(actorOf(principal))),
      (keys) => ({ body: { data: keys.map(keyJson) } })
    )
  ),
  route(operations.revokeKey, ({ principal, params: { key_id: id } }) =>
    Effect.gen(function* () {
      const by = yield* Effect.fromResult(permitChanging(principal, yield* findKey(id)))
      yield* revokeKey(id, by)
      return { body: undefined }
    })
  ),
  route(operations.rotateKey, ({ principal, params: { key_id: id } }) =>
    Effect.gen(function* () {
      const before = yield* findKey(id)
      yield* Effect.fromResult(permitChanging(principal, before))
      const by = yield* Effect.fromResult(permitIssuing(principal, before.scopes))
      const { key, text } = yield* rotateKey(id, by, randomBytes(keyBytes))
      return { body: { ...keyJson(key), secret: text } }
    })
  )
]
