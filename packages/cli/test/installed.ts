import pg from "pg"
import { inject } from "vitest"
import { installedStores } from "../src/store/runtime.ts"
import type { StoreLocation } from "../src/store/StoreLocation.ts"
import type { OpenStore, Stores } from "../src/store/Stores.ts"

declare module "vitest" {
  interface ProvidedContext {
    readonly postgres: string
    readonly redis: string
  }
}

/** One store of an installation that every command of a test opens; opened by the first of them. */
export class Installed implements Stores {
  private readonly location: StoreLocation
  private opened: Promise<OpenStore> | undefined

  constructor(location: StoreLocation) {
    this.location = location
  }

  async open(): Promise<OpenStore> {
    this.opened ??= installedStores.open(this.location, { _tag: "Wallet" })
    const { run } = await this.opened
    return { run, close: async () => undefined }
  }

  openDatabase(): ReturnType<Stores["openDatabase"]> {
    return installedStores.openDatabase(this.location)
  }

  readonly fastBoards = installedStores.fastBoards
  readonly webhookSender = installedStores.webhookSender

  async dispose(): Promise<void> {
    await (await this.opened)?.close()
  }
}

/** A database of its own on the server of the test run. */
export const onServer = async (): Promise<StoreLocation> => {
  const server = inject("postgres")
  const name = `laurel_cli_${process.pid}_${Math.floor(performance.now())}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  const location: StoreLocation = { _tag: "Postgres", url: url.href }
  const database = await installedStores.openDatabase(location)
  await database?.migrate()
  await database?.close()
  return location
}
