import { Context } from "effect"
import type { Kysely } from "kysely"
import type pg from "pg"
import type { Tables } from "./tables.ts"

/**
 * An open database: for migrations, for diagnosis, and for what joins its pool.
 *
 * **Details**: `kind` tells the embedded store from a server. `database` is its name for people, without secrets.
 */
export class Connection extends Context.Service<
  Connection,
  {
    readonly kind: "postgres" | "embedded"
    readonly database: string
    readonly schema: string
    readonly db: Kysely<Tables>
    readonly replica: Kysely<Tables> | undefined
    readonly pool: pg.Pool
  }
>()("@laurel/adapters/postgres/Connection") {}
