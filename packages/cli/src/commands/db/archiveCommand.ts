import { Clock } from "effect"
import { Problem } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { onDatabase } from "../../session/onDatabase.ts"
import type { House } from "../../session/openSession.ts"

/**
 * `laurel db partitions archive`: months all challenges of which are settled or cancelled leave the log. Each stays as a
 * table by itself, to be dumped and dropped by whoever owns it.
 */
export const archiveCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const month = String(given.before)
  const before = firstOf(month)
  const dryRun = given.dryRun === true
  await onDatabase(given, house, async (database, asking) => {
    const confirmation = typeof given.confirm === "string" ? { confirm: given.confirm } : {}
    const what = `Activities of months before ${month} leave the log of ${database.name}`
    await confirmSevere({ dryRun, ...asking }, confirmation, month, what, `the month, ${month},`)
    const moved = await database.archivePartitions(before, { dryRun })
    const archived = moved.filter(({ outcome }) => outcome === "archived").map(({ name }) => name)
    const held = moved.filter(({ outcome }) => outcome === "held").map(({ name }) => name)
    const { stdout } = house.io
    if (given.json === true) {
      stdout.write(jsonText({ _v: 1, ...(dryRun ? { dryRun } : {}), database: database.name, archived, held }))
      return
    }
    const done = dryRun ? "would be archived" : "archived"
    stdout.write(
      `${plural(archived.length, "partition")} ${done}${archived.length === 0 ? "" : `: ${archived.join(", ")}`}\n` +
        (held.length === 0 ? "" : `Held, as challenges of the month have not ended: ${held.join(", ")}\n`)
    )
  })
}

/** The instant at which a month begins; the log of a month that is not over is still being written. */
const firstOf = (month: string): number => {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === undefined || number === undefined) throw wrongMonth(`"${month}" is no month`)
  const first = Date.UTC(Number(year), Number(number) - 1)
  if (first > Clock.Clock.defaultValue().currentTimeMillisUnsafe()) throw wrongMonth(`${month} has not begun`)
  return first
}

const wrongMonth = (title: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-month",
    title,
    where: "--before",
    remedy: "write it as 2026-01; what is archived are the months before it"
  })
