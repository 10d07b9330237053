import { formatInstant } from "@laurel/core/shared"
import { Ended } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/** `laurel db status`: which steps the tables have taken; ends with 78 where they are not those of this version. */
export const statusCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> =>
  onDatabase(given, house, async (database) => {
    const { io } = house
    const steps = (await database.migrations()).map(({ name, state, appliedAt }) => ({
      name,
      state,
      ...(appliedAt === undefined ? {} : { appliedAt: formatInstant(appliedAt) })
    }))
    const isCurrent = steps.every(({ state }) => state === "applied")
    io.stdout.write(
      given.json === true
        ? jsonText({ _v: 1, database: database.name, current: isCurrent, migrations: steps })
        : renderTable(
            [{ head: "step" }, { head: "state" }, { head: "taken at" }],
            steps.map(({ name, state, appliedAt = "" }) => [name, state, appliedAt]),
            styleOf(io, io.isTTY.out)
          )
    )
    if (isCurrent) return
    if (given.json !== true) io.stderr.write("The tables are not those of this version: laurel db migrate\n")
    throw new Ended("config")
  })
