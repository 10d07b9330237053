import { Ended } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { styleOf } from "../../output/style.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/** A plan that goes through a part of the log from end to end. */
const readsAll = /Seq Scan on activity/

/** `laurel db explain`: how the database would look things up; ends with 3 where one of them reads all activities. */
export const explainCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> =>
  onDatabase(given, house, async (database) => {
    const { io } = house
    const { bold } = styleOf(io, io.isTTY.out)
    const statements = (await database.explain()).map((one) => ({ ...one, readsAll: readsAll.test(one.plan) }))
    const slow = statements.filter((one) => one.readsAll)
    io.stdout.write(
      given.json === true
        ? jsonText({ _v: 1, database: database.name, sound: slow.length === 0, statements })
        : statements.map(({ name, plan }) => `${bold(name)}\n${plan.replace(/^/gm, "  ")}\n`).join("\n")
    )
    if (slow.length === 0) {
      if (given.json !== true)
        io.stderr.write(`${plural(statements.length, "statement")} explained: none reads all activities\n`)
      return
    }
    if (given.json !== true)
      io.stderr.write(
        `${plural(slow.length, "statement")} would read all activities (${slow.map(({ name }) => name).join(", ")}): ` +
          "run analyze in the database and look again, then report it\n"
      )
    throw new Ended("different")
  })
