import { Clock } from "effect"
import { Problem } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"
import type { Database } from "../../store/Database.ts"

/**
 * `laurel db migrate`: the tables are brought up to this version, each step as a whole or not at all; then the partitions of
 * the months to come are made, and with `--role` that role gets the rights of the application.
 */
export const migrateCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const role = typeof given.role === "string" ? given.role : undefined
  if (role === "") throw noRole()
  await onDatabase(given, house, async (database) => {
    const isDry = given.dryRun === true
    // A role that does not fit is told before anything is changed.
    if (role !== undefined) await database.fitRole(role)
    const { steps, partitions } = isDry ? await pending(database) : await taken(database)
    if (role !== undefined && !isDry) await database.grant(role)
    const { stdout } = house.io
    if (given.json === true) {
      const document = { database: database.name, applied: steps, partitions, ...(role === undefined ? {} : { role }) }
      stdout.write(jsonText({ _v: 1, ...(isDry ? { dryRun: true } : {}), ...document }))
      return
    }
    const done = isDry ? "would be taken" : "taken"
    stdout.write(
      [
        steps.length === 0
          ? `The tables of ${database.name} are those of this version.`
          : `${plural(steps.length, "step")} ${done}: ${steps.join(", ")}`,
        ...(partitions.length === 0
          ? []
          : [`${plural(partitions.length, "partition")} made: ${partitions.join(", ")}`]),
        ...(role === undefined ? [] : [`${role} ${isDry ? "would get" : "has"} the rights of the application.`])
      ].join("\n") + "\n"
    )
  })
}

const pending = async (database: Database) => ({
  steps: (await database.migrations()).filter(({ state }) => state === "pending").map(({ name }) => name),
  partitions: []
})

const taken = async (database: Database) => {
  const steps = await database.migrate()
  const made = await database.ensurePartitions(Clock.Clock.defaultValue().currentTimeMillisUnsafe())
  return { steps, partitions: made.map(({ name }) => name) }
}

const noRole = (): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-role",
    title: "an empty text is no role of a database",
    where: "--role",
    remedy: "name the role as which the application connects"
  })
