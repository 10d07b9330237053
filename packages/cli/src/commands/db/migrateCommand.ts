import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/** `laurel db migrate`: the tables are brought up to this version, each step as a whole or not at all. */
export const migrateCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> =>
  onDatabase(given, house, async (database) => {
    const isDry = given.dryRun === true
    const steps = isDry
      ? (await database.migrations()).filter(({ state }) => state === "pending").map(({ name }) => name)
      : await database.migrate()
    const { stdout } = house.io
    if (given.json === true) {
      stdout.write(jsonText({ _v: 1, ...(isDry ? { dryRun: true } : {}), database: database.name, applied: steps }))
      return
    }
    const done = isDry ? "would be taken" : "taken"
    stdout.write(
      steps.length === 0
        ? `The tables of ${database.name} are those of this version.\n`
        : `${plural(steps.length, "step")} ${done}: ${steps.join(", ")}\n`
    )
  })
