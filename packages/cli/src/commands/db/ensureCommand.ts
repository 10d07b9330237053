import { Clock } from "effect"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/** `laurel db partitions ensure`: the partitions of this month and the two after it are there afterwards. */
export const ensureCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> =>
  onDatabase(given, house, async (database) => {
    const moved = await database.ensurePartitions(Clock.Clock.defaultValue().currentTimeMillisUnsafe())
    const made = moved.map(({ name }) => name)
    house.io.stdout.write(
      given.json === true
        ? jsonText({ _v: 1, database: database.name, made })
        : made.length === 0
          ? "Every partition was there.\n"
          : `${plural(made.length, "partition")} made: ${made.join(", ")}\n`
    )
  })
