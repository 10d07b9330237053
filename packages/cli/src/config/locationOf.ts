import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { Problem } from "../io/Problem.ts"
import { readLocation, type StoreLocation } from "../store/StoreLocation.ts"
import type { SettingRead } from "./readSettings.ts"
import type { SettingName } from "./Settings.ts"

/** Where the store is: of `db` and `dbUrlFile` the one from the stronger origin. One origin that has both is a problem. */
export const locationOf = async ({
  db,
  dbUrlFile
}: Partial<Record<SettingName, SettingRead>>): Promise<StoreLocation> => {
  if (dbUrlFile === undefined || (db !== undefined && db.at < dbUrlFile.at)) {
    return readLocation(db?.value ?? "", db?.origin.folder ?? "")
  }
  if (db?.at === dbUrlFile.at) throw both(dbUrlFile.origin.name)
  const path = resolve(dbUrlFile.origin.folder, dbUrlFile.value)
  const content = await readFile(path, "utf8").catch(() => {
    throw new Problem({
      exit: "noInput",
      code: "no-url-file",
      title: `${dbUrlFile.value}, which is to hold the address of the database, cannot be read`,
      where: path,
      remedy: "check the path and the rights of the file"
    })
  })
  return readLocation(content.trim(), dbUrlFile.origin.folder)
}

const both = (origin: string): Problem =>
  new Problem({
    exit: "usage",
    code: "two-dbs",
    title: `${origin} names the database twice: itself, and a file that holds it`,
    where: origin,
    remedy: "keep one of them"
  })
