import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { execute } from "../src/execute.ts"
import type { Io } from "../src/io/Io.ts"
import { lazyStores } from "../src/store/lazyStores.ts"
import type { Stores } from "../src/store/Stores.ts"

/** How long one test may take: they compute whole runs, also on a machine that is busy. */
export const patience = 60_000

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Surroundings {
  readonly stdin?: string
  readonly env?: Record<string, string>
  readonly isTTY?: boolean
  readonly now?: () => number
  readonly signal?: AbortSignal
  /** Hears what is said while the command runs. */
  readonly hears?: (text: string) => void
  readonly stores?: Stores
  /** Answers of whoever sits at the terminal, in their order; without them nobody does. */
  readonly answers?: ReadonlyArray<string | undefined>
  readonly user?: string
}

const answering = (answers: ReadonlyArray<string | undefined>, err: Array<string>) => {
  const left = [...answers]
  return async (question: string): Promise<string | undefined> => {
    err.push(`${question}\n`)
    return left.shift()
  }
}

/** A folder of its own in which the command line runs in process. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "laurel-cli-"))

  /** Writes files by name. */
  write(files: Readonly<Record<string, string | Buffer>>): this {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text)
    return this
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8")
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  /** The names in the folder, in order. */
  get names(): ReadonlyArray<string> {
    return readdirSync(this.folder).toSorted()
  }

  /** Runs a command, given as words or as one line without quotes. */
  async laurel(command: string | ReadonlyArray<string>, surroundings: Surroundings = {}): Promise<Ended> {
    const out: Array<string> = []
    const err: Array<string> = []
    const io: Io = {
      stdin: (async function* () {
        yield surroundings.stdin ?? ""
      })(),
      stdout: { write: (text) => out.push(text) },
      stderr: {
        write: (text) => {
          err.push(text)
          surroundings.hears?.(text)
        }
      },
      isTTY: { out: surroundings.isTTY ?? false, err: surroundings.isTTY ?? false },
      env: surroundings.env ?? {},
      cwd: this.folder,
      now: surroundings.now ?? (() => 0),
      ...(surroundings.signal === undefined ? {} : { signal: surroundings.signal }),
      ...(surroundings.user === undefined ? {} : { user: () => surroundings.user }),
      ...(surroundings.answers === undefined ? {} : { ask: answering(surroundings.answers, err) })
    }
    const args = typeof command === "string" ? command.split(" ") : command
    const code = await execute(args, { io, stores: surroundings.stores ?? lazyStores })
    return { code, out: out.join(""), err: err.join("") }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A small sound challenge of April 2026, without prizes. */
export const steps = {
  id: "steps",
  name: "Steps",
  zone: "UTC",
  window: { start: "2026-04-01", end: "2026-05-01" },
  graceHours: 24,
  metrics: [{ name: "steps", unit: "steps" }],
  score: { _tag: "Total", metric: "steps" }
} as const

/** The same for money: 10.00 an entry, 10 % to the platform, 50/30/20. */
export const pot = {
  ...steps,
  id: "pot",
  currency: "EUR",
  prizes: {
    funding: { entryFee: "1000" },
    deductions: [{ _tag: "PlatformFee", percent: "10%" }],
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
    residual: "Platform",
    degenerate: {
      allScoresZero: "Refund",
      noWinner: "Refund",
      fewerFinishersThanPlaces: "Redistribute",
      oneEntrant: "Refund"
    }
  }
} as const

/** Three people on two days; lin and bob tie. */
export const activities = `user,at,steps
ada,2026-04-01,5000
lin,2026-04-01,3000
bob,2026-04-01,4000
ada,2026-04-02,6000
lin,2026-04-02,4000
bob,2026-04-02,3000
`

/** The text of a definition. */
export const json = (definition: object): string => `${JSON.stringify(definition, null, 2)}\n`

/** A world with both definitions and the activities. */
export const world = (): World =>
  new World().write({ "steps.json": json(steps), "pot.json": json(pot), "a.csv": activities })
