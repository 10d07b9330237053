import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { sizeText } from "../../output/sizeText.ts"
import { styleOf } from "../../output/style.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/** `laurel db partitions`: the parts of the tables that grow with time. */
export const partitionsCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> =>
  onDatabase(given, house, async (database) => {
    const { io } = house
    const partitions = await database.partitions()
    if (given.json === true) {
      io.stdout.write(jsonText({ _v: 1, database: database.name, partitions }))
      return
    }
    io.stdout.write(
      partitions.length === 0
        ? "There are no partitions.\n"
        : renderTable(
            [
              { head: "table" },
              { head: "partition" },
              { head: "takes" },
              { head: "rows, about", align: "right" },
              { head: "size", align: "right" }
            ],
            partitions.map(({ table, name, bounds, rows, bytes }) => [table, name, bounds, `${rows}`, sizeText(bytes)]),
            styleOf(io, io.isTTY.out)
          )
    )
  })
