import { startPooler } from "./pgbouncer.ts"
import { startPostgres } from "./postgres.ts"
import { startRedis } from "./redis.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a Postgres server, without a database: tests make databases of their own on it. */
    readonly postgres: string
    /** The same server through a pooler in transaction mode. */
    readonly pooler: string
    /** The address of a Redis server: tests begin the names of their keys with something of their own. */
    readonly redis: string
  }
}

interface Project {
  readonly provide: (key: "postgres" | "pooler" | "redis", value: string) => void
}

/** What an environment variable says; nothing when it is empty. */
const given = (name: string): string | undefined => process.env[name] || undefined

/**
 * Starts a Postgres server for the whole test run, with a pooler in front of it, and a Redis server, or takes those of
 * `DATABASE_URL` and `REDIS_URL`; stops what it started afterwards.
 */
export const setup = async (project: Project): Promise<() => Promise<void>> => {
  const givenDatabase = given("DATABASE_URL")
  const server = givenDatabase === undefined ? await startPostgres() : undefined
  const url = server?.urlOf("postgres") ?? givenDatabase ?? ""
  const pooler = await startPooler(url)
  const givenRedis = given("REDIS_URL")
  const redis = givenRedis === undefined ? await startRedis() : undefined
  project.provide("postgres", url)
  project.provide("pooler", pooler.urlOf("postgres"))
  project.provide("redis", redis?.url ?? givenRedis ?? "")
  return async () => {
    await redis?.dispose()
    await pooler.dispose()
    await server?.dispose()
  }
}
