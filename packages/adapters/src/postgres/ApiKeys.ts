import { AccessUnavailable, ApiKey, ApiKeys } from "@laurel/core/access"
import { Effect, Layer, Option, Schema } from "effect"
import { type Kysely, sql } from "kysely"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"
import type { Tables } from "./tables.ts"

/** What the ports of access answer to a failure of the database at this operation. */
export const accessUnavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, AccessUnavailable> =>
    Effect.fail(new AccessUnavailable({ operation, cause }))

/** Keys of programs in the database. */
export const layerApiKeys: Layer.Layer<ApiKeys, never, Db> = Layer.effect(
  ApiKeys,
  Effect.gen(function* () {
    const { run } = yield* Db
    return ApiKeys.of({
      add: (key) =>
        run((db) => insertion(db, key).execute()).pipe(
          Effect.map((added) => added.length > 0),
          Effect.catchTag("DbFailed", accessUnavailable("add"))
        ),
      find: (id) =>
        run((db) => rows(db).where("id", "=", id).execute()).pipe(
          Effect.flatMap(readKeys),
          Effect.map(([key]) => Option.fromUndefinedOr(key)),
          Effect.catchTag("DbFailed", accessUnavailable("find"))
        ),
      of: (owner) =>
        run((db) =>
          rows(db)
            .$if(owner !== undefined, (query) => query.where("owner", "=", owner ?? null))
            .orderBy("created_at")
            .orderBy("id")
            .execute()
        ).pipe(Effect.flatMap(readKeys), Effect.catchTag("DbFailed", accessUnavailable("of"))),
      revoke: (id, at) =>
        run((db) =>
          db
            .updateTable("api_key")
            .set({ revoked_at: sql`least(revoked_at, ${new Date(at)})` })
            .where("id", "=", id)
            .returning("id")
            .execute()
        ).pipe(
          Effect.map((revoked) => revoked.length > 0),
          Effect.catchTag("DbFailed", accessUnavailable("revoke"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>) =>
  db.selectFrom("api_key").select(["id", "hash", "owner", "label", "scopes", "created_at", "expires_at", "revoked_at"])

const insertion = (db: Kysely<Tables>, { id, hash, owner, label, scopes, createdAt, expiresAt }: ApiKey) =>
  db
    .insertInto("api_key")
    .values({
      id,
      hash,
      owner,
      label,
      scopes,
      created_at: new Date(createdAt),
      expires_at: expiresAt === undefined ? null : new Date(expiresAt),
      revoked_at: null
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")

const { id, hash, owner, label, scopes } = ApiKey.fields

const decode = readerOf(
  Schema.Array(
    Schema.Struct({
      id,
      hash,
      owner,
      label,
      scopes,
      created_at: Schema.Int,
      expires_at: Schema.NullOr(Schema.Int),
      revoked_at: Schema.NullOr(Schema.Int)
    })
  )
)

const readKeys = (found: unknown): Effect.Effect<ReadonlyArray<ApiKey>, DbFailed> =>
  Effect.map(decode(found), (read) =>
    read.map(({ created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt, ...key }) => ({
      ...key,
      createdAt,
      ...(expiresAt === null ? {} : { expiresAt }),
      ...(revokedAt === null ? {} : { revokedAt })
    }))
  )
