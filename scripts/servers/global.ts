import { startPostgres } from "./postgres.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a Postgres server, without a database: tests make databases of their own on it. */
    readonly postgres: string
  }
}

interface Project {
  readonly provide: (key: "postgres", value: string) => void
}

/** Starts a Postgres server for the whole test run, or takes the one of `DATABASE_URL`; stops it afterwards. */
export const setup = async (project: Project): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== "") {
    project.provide("postgres", given)
    return undefined
  }
  const server = await startPostgres()
  project.provide("postgres", server.urlOf("postgres"))
  return server.dispose
}
