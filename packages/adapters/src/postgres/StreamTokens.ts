import { KeyId, roles as knownRoles, type StreamGrant, StreamTokens, streamPurposes } from "@laurel/core/access"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Layer, Option, Schema } from "effect"
import type { Kysely } from "kysely"
import { accessUnavailable } from "./ApiKeys.ts"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"
import type { Tables } from "./tables.ts"

/** Tokens of streams in the database. */
export const layerStreamTokens: Layer.Layer<StreamTokens, never, Db> = Layer.effect(
  StreamTokens,
  Effect.gen(function* () {
    const { run } = yield* Db
    return StreamTokens.of({
      keep: (hash, grant) =>
        run((db) => insertion(db, hash, grant).execute()).pipe(
          Effect.asVoid,
          Effect.catchTag("DbFailed", accessUnavailable("keep"))
        ),
      redeem: (hash, now) =>
        run((db) =>
          db
            .deleteFrom("stream_token")
            .where("hash", "=", hash)
            .where("until", ">", new Date(now))
            .returning(["challenge_id", "purpose", "principal", "key_id", "roles", "proven_at", "until"])
            .execute()
        ).pipe(
          Effect.flatMap(readGrants),
          Effect.map(([grant]) => Option.fromUndefinedOr(grant)),
          Effect.catchTag("DbFailed", accessUnavailable("redeem"))
        ),
      forget: (before, limit) =>
        run((db) =>
          db
            .deleteFrom("stream_token")
            .using((from) =>
              from
                .selectFrom("stream_token")
                .select("hash")
                .where("until", "<", new Date(before))
                .orderBy("until")
                .limit(limit)
                .as("old")
            )
            .whereRef("stream_token.hash", "=", "old.hash")
            .returning("stream_token.hash")
            .execute()
        ).pipe(
          Effect.map((forgotten) => forgotten.length),
          Effect.catchTag("DbFailed", accessUnavailable("forget"))
        )
    })
  })
)

const insertion = (
  db: Kysely<Tables>,
  hash: string,
  { challengeId, purpose, principal, key, roles, provenAt, until }: StreamGrant
) =>
  db
    .insertInto("stream_token")
    .values({
      hash,
      challenge_id: challengeId ?? null,
      purpose,
      principal,
      key_id: key ?? null,
      roles,
      proven_at: provenAt === undefined ? null : new Date(provenAt),
      until: new Date(until)
    })
    .onConflict((conflict) => conflict.column("hash").doNothing())

const decode = readerOf(
  Schema.Array(
    Schema.Struct({
      challenge_id: Schema.NullOr(ChallengeId),
      purpose: Schema.Literals(streamPurposes),
      principal: PrincipalId,
      key_id: Schema.NullOr(KeyId),
      roles: Schema.Array(Schema.Literals(knownRoles)),
      proven_at: Schema.NullOr(Schema.Int),
      until: Schema.Int
    })
  )
)

const readGrants = (found: unknown): Effect.Effect<ReadonlyArray<StreamGrant>, DbFailed> =>
  Effect.map(decode(found), (read) =>
    read.map(({ challenge_id: challengeId, key_id: key, proven_at: provenAt, ...grant }) => ({
      ...grant,
      ...(challengeId === null ? {} : { challengeId }),
      ...(key === null ? {} : { key }),
      ...(provenAt === null ? {} : { provenAt })
    }))
  )
