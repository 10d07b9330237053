import type { ExitName } from "../io/exitCodes.ts"
import { Problem } from "../io/Problem.ts"
import { wordsOf } from "../output/wordsOf.ts"
import { withoutSecret } from "./StoreLocation.ts"

/** How it ends when a store cannot be opened, by what its adapter says. */
const endings: ReadonlyMap<string, readonly [exit: ExitName, remedy: string]> = new Map([
  [
    "DatabaseUnreachable",
    ["unavailable", "check the address and that the server runs; laurel config show --origin tells where it comes from"]
  ],
  ["DbFailed", ["unavailable", "run it again; laurel doctor tells what is wrong with the store"]],
  ["FolderInUse", ["conflict", "wait for the other process, or use a Postgres server for several at once"]],
  [
    "RedisUnfit",
    [
      "config",
      "boards need Redis 7.0 or later that never evicts keys of its own accord: maxmemory-policy noeviction or volatile-*"
    ]
  ],
  ["RoleUnfit", ["usage", "make a role of its own for the application: create role NAME login"]],
  ["SchemaMismatch", ["config", "laurel db status shows which steps are missing; laurel db migrate takes them"]]
])

/** How it ends where the role of the database has not the right: asking again would not help. */
const notPermitted: readonly [exit: ExitName, remedy: string] = [
  "forbidden",
  "connect as the role that owns the tables: looking after them is not for the application's role"
]

const isNotPermitted = (cause: unknown): boolean =>
  typeof cause === "object" && cause !== null && "code" in cause && cause.code === "42501"

/** What kept a store from being opened, told as a problem; what is none of that is a defect, and comes back as it is. */
export const openingProblem = (error: unknown): unknown => {
  if (!(error instanceof Error) || !("_tag" in error) || typeof error._tag !== "string") return error
  const ending = isNotPermitted(error.cause) ? notPermitted : endings.get(error._tag)
  if (ending === undefined) return error
  const [exit, remedy] = ending
  return new Problem({
    exit,
    code: wordsOf(error._tag).replaceAll(" ", "-"),
    title: withoutSecret(error.message),
    remedy
  })
}
