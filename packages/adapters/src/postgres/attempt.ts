import { Effect } from "effect"
import { DbFailed } from "./errors.ts"

/** What a promise of the database comes to; its rejection is a failure of the database. */
export const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, DbFailed> =>
  Effect.tryPromise({ try: run, catch: (cause) => new DbFailed({ cause }) })
