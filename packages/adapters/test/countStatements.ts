import type { Connection } from "@laurel/adapters/postgres"
import type pg from "pg"

type Opened = Connection["Service"]

const isOfTransaction = (statement: unknown): boolean =>
  typeof statement === "object" &&
  statement !== null &&
  "text" in statement &&
  /^(begin|commit|rollback)/.test(`${statement.text}`)

/** Something whose methods are called as they are, but for one. */
const withMethod = <Whole extends object>(
  whole: Whole,
  name: keyof Whole,
  method: (...given: Array<unknown>) => unknown
): Whole =>
  new Proxy(whole, {
    get: (target, property) => {
      if (property === name) return method
      const value: unknown = Reflect.get(target, property)
      return typeof value === "function" ? value.bind(target) : value
    }
  })

/** A connection that counts what the ports send over it; beginning and ending a transaction are no statements. */
export const countStatements = () => {
  let statements = 0
  const counted = (pool: pg.Pool): pg.Pool =>
    withMethod(pool, "connect", async () => {
      const client = await pool.connect()
      return withMethod(client, "query", (...given) => {
        if (!isOfTransaction(given[0])) statements += 1
        return Reflect.apply(client.query, client, given)
      })
    })
  return {
    over: (connection: Opened): Opened => ({ ...connection, pool: counted(connection.pool) }),
    count: (): number => statements
  }
}
