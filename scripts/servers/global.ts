import { startPooler } from "./pgbouncer.ts"
import { startPostgres } from "./postgres.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a Postgres server, without a database: tests make databases of their own on it. */
    readonly postgres: string
    /** The same server through a pooler in transaction mode. */
    readonly pooler: string
  }
}

interface Project {
  readonly provide: (key: "postgres" | "pooler", value: string) => void
}

/**
 * Starts a Postgres server for the whole test run, or takes the one of `DATABASE_URL`, with a pooler in front of it; stops
 * them afterwards.
 */
export const setup = async (project: Project): Promise<() => Promise<void>> => {
  const given = process.env.DATABASE_URL
  const server = given === undefined || given === "" ? await startPostgres() : undefined
  const url = server?.urlOf("postgres") ?? given ?? ""
  const pooler = await startPooler(url)
  project.provide("postgres", url)
  project.provide("pooler", pooler.urlOf("postgres"))
  return async () => {
    await pooler.dispose()
    await server?.dispose()
  }
}
