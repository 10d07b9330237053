import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs, promisify } from "node:util"
import { Schema } from "effect"
import { writeActivities } from "./writeActivities.ts"

/** One line of the table. */
export interface RunFigure {
  readonly name: string
  readonly seconds: number
  readonly rowsPerSecond: number
  /** How long it takes beside parsing the same file with the same parser. */
  readonly ratio: number
  /** The same of processor time, which other work on the machine disturbs less. */
  readonly cpuSeconds: number
  readonly cpuRatio: number
  readonly peakMegabytes: number
}

/** What is measured: so many participants, each with an activity on so many days (two at least). */
export interface RunSize {
  readonly participants: number
  readonly days: number
}

/**
 * Everything measured, and what the peak of memory is made of: a base that does not depend on how many activities there
 * are, and so much for each. Two runs of the same people give both, one on all days and one on half of them.
 */
export interface RunFigures {
  readonly rows: number
  readonly fileMegabytes: number
  readonly figures: ReadonlyArray<RunFigure>
  readonly bytesPerActivity: number
  readonly baseMegabytes: number
}

const challenge = {
  id: "bench",
  name: "Bench",
  zone: "UTC",
  window: { start: "2026-04-01", end: "2026-05-01" },
  metrics: [{ name: "steps", unit: "steps" }],
  score: { _tag: "Total", metric: "steps" },
  ranking: { tieBreaks: [{ _tag: "MoreActiveDays" }] },
  currency: "EUR",
  prizes: {
    funding: { entryFee: "1000" },
    deductions: [{ _tag: "PlatformFee", percent: "10%" }],
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
    ties: "Pool",
    residual: "Platform",
    degenerate: {
      allScoresZero: "Refund",
      noWinner: "Refund",
      fewerFinishersThanPlaces: "Redistribute",
      oneEntrant: "Refund"
    }
  }
}

const readMeasure = Schema.decodeUnknownSync(
  Schema.fromJsonString(
    Schema.Struct({ milliseconds: Schema.Finite, cpuMilliseconds: Schema.Finite, maxRssBytes: Schema.Finite })
  )
)
const runFile = promisify(execFile)

const measure = async (mode: "read" | "parse" | "run", folder: string, file: string) => {
  const script = join(import.meta.dirname, "child.ts")
  const { stdout } = await runFile(process.execPath, ["--conditions=@laurel/source", script, mode, folder, file])
  return readMeasure(stdout)
}

/** Measures a whole `laurel run --out` beside parsing the same file alone and beside reading its bytes alone. */
export const runBench = async ({ participants, days }: RunSize): Promise<RunFigures> => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-bench-"))
  try {
    writeFileSync(join(folder, "challenge.json"), JSON.stringify(challenge))
    const [file, firstHalf] = [join(folder, "activities.csv"), join(folder, "first-half.csv")]
    const rows = await writeActivities(file, participants, days)
    const halfOfRows = await writeActivities(firstHalf, participants, Math.floor(days / 2))
    const read = await measure("read", folder, file)
    const parse = await measure("parse", folder, file)
    const run = await measure("run", folder, file)
    const half = await measure("run", folder, firstHalf)
    const bytesPerActivity = (run.maxRssBytes - half.maxRssBytes) / (rows - halfOfRows)
    const figure = (name: string, { milliseconds, cpuMilliseconds, maxRssBytes }: typeof read): RunFigure => ({
      name,
      seconds: milliseconds / 1_000,
      rowsPerSecond: (1_000 * rows) / milliseconds,
      ratio: milliseconds / parse.milliseconds,
      cpuSeconds: cpuMilliseconds / 1_000,
      cpuRatio: cpuMilliseconds / parse.cpuMilliseconds,
      peakMegabytes: maxRssBytes / 1_000_000
    })
    return {
      rows,
      fileMegabytes: statSync(file).size / 1_000_000,
      figures: [figure("read the bytes", read), figure("parse with csv-parse", parse), figure("laurel run --out", run)],
      bytesPerActivity,
      baseMegabytes: (run.maxRssBytes - rows * bytesPerActivity) / 1_000_000
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The figures as a table. */
export const tableOf = ({ rows, fileMegabytes, figures, bytesPerActivity, baseMegabytes }: RunFigures): string =>
  [
    `${rows} activities, ${fileMegabytes.toFixed(0)} MB`,
    `${"case".padEnd(24)}${"seconds".padStart(10)}${"rows/s".padStart(12)}${"x parsing".padStart(11)}${"cpu s".padStart(8)}${"x parsing".padStart(11)}${"peak MB".padStart(10)}`,
    ...figures.map(
      ({ name, seconds, rowsPerSecond, ratio, cpuSeconds, cpuRatio, peakMegabytes }) =>
        name.padEnd(24) +
        seconds.toFixed(2).padStart(10) +
        rowsPerSecond.toFixed(0).padStart(12) +
        ratio.toFixed(2).padStart(11) +
        cpuSeconds.toFixed(2).padStart(8) +
        cpuRatio.toFixed(2).padStart(11) +
        peakMegabytes.toFixed(0).padStart(10)
    ),
    `${bytesPerActivity.toFixed(0)} bytes an activity beyond a base of ${baseMegabytes.toFixed(0)} MB`
  ].join("\n")

if (import.meta.main) {
  const { values } = parseArgs({
    options: { participants: { type: "string", default: "100000" }, days: { type: "string", default: "30" } }
  })
  console.log(tableOf(await runBench({ participants: Number(values.participants), days: Number(values.days) })))
}
