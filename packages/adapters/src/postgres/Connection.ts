import { Context } from "effect"
import type { Kysely } from "kysely"
import type pg from "pg"
import type { Tables } from "./tables.ts"

/**
 * An open database: for migrations, for diagnosis, and for what joins its pool.
 *
 * **Details**: `kind` tells the embedded store from a server. `database` is its name for people, without secrets. `prepares`
 * says whether statements are prepared, which no pooler in transaction mode may be in between for.
 *
 * **Gotchas**: connections of `pool` take the next statement before the last is answered, so they have no cursors and no COPY.
 */
export class Connection extends Context.Service<
  Connection,
  {
    readonly kind: "postgres" | "embedded"
    readonly database: string
    readonly schema: string
    readonly db: Kysely<Tables>
    readonly replica: { readonly db: Kysely<Tables>; readonly pool: pg.Pool } | undefined
    readonly pool: pg.Pool
    readonly prepares: boolean
  }
>()("@laurel/adapters/postgres/Connection") {}
