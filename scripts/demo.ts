import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { execute, type House, lazyStores, type OpenStore, processIo, type Stores } from "@laurel/cli"
import { root } from "./check/run.ts"

// A challenge through its whole life on the embedded store, each line as an administrator types it. The clock of every
// command stands where the story is (--at): last spring, in a few seconds. The store is opened once and kept open.

const folder = mkdtempSync(join(tmpdir(), "laurel-demo-"))
const data = join(root, "examples", "data")
const files = {
  "step-challenge.json": "challenge.json",
  "step-challenge-entries.csv": "entries.csv",
  "step-challenge.csv": "steps.csv"
}
for (const [from, to] of Object.entries(files)) copyFileSync(join(data, from), join(folder, to))

/** The embedded store in the folder of the demonstration, opened by the first command and closed at the end. */
class OpenOnce implements Stores {
  private opened: Promise<OpenStore> | undefined
  readonly openDatabase = lazyStores.openDatabase
  readonly fastBoards = lazyStores.fastBoards
  readonly webhookSender = lazyStores.webhookSender

  async open(...[location, payments]: Parameters<Stores["open"]>): Promise<OpenStore> {
    this.opened ??= lazyStores.open(location, payments)
    const { run } = await this.opened
    return { run, close: async () => undefined }
  }

  async close(): Promise<void> {
    await (await this.opened)?.close()
  }
}

const stores = new OpenOnce()
const { ask: _nobody, ...terminal } = processIo()
const house: House = { io: { ...terminal, cwd: folder, user: () => "ada", env: {} }, stores }

interface Step {
  readonly says: string
  readonly line: string
  /** How the command ends; 0 unless said otherwise. */
  readonly code?: number
  readonly at: string
}

const [march, during, over, settled] = ["2026-03-09", "2026-05-02T12:00:00Z", "2026-05-03", "2026-05-06"] as const

const steps: ReadonlyArray<Step> = [
  {
    says: "Ada drafts a challenge: one JSON file, prizes and all.",
    line: `challenge create challenge.json`,
    at: march
  },
  {
    says: "She publishes it: from now on its rules are frozen under a hash.",
    line: "challenge publish step-challenge",
    at: march
  },
  {
    says: "Forty people enter, for 20.00 EUR each. She looks at what would happen first.",
    line: `entry add step-challenge --file entries.csv --dry-run`,
    at: "2026-03-31T12:00:00Z"
  },
  {
    says: "And then does it.",
    line: `entry add step-challenge --file entries.csv --yes`,
    at: "2026-03-31T12:00:00Z"
  },
  {
    says: "Thirty days later: a month of steps. Rows that do not count are named with their lines.",
    line: `import step-challenge steps.csv`,
    at: during
  },
  {
    says: "Importing it again changes nothing, whatever interrupted it before.",
    line: `import step-challenge steps.csv`,
    at: during
  },
  { says: "Who stands where:", line: "board show step-challenge --top 5", at: during },
  {
    says: "The days of grace are over. Ada plans who gets what; the plan is a file with a hash.",
    line: "settle plan step-challenge --out plan.json",
    at: over
  },
  {
    says: "She cannot approve her own plan.",
    line: "settle approve plan.json --yes",
    code: 4,
    at: settled
  },
  {
    says: "Bo can, once nobody can dispute it any more.",
    line: "settle approve plan.json --as bo --yes",
    at: settled
  },
  { says: "The plan is posted to the ledger and paid.", line: "settle apply plan.json --yes", at: settled },
  {
    says: "Bo, at another terminal, applies it too: too late, and nothing happens.",
    line: "settle apply plan.json --as bo --yes",
    code: 6,
    at: settled
  },
  {
    says: "Anyone can hold the plan, the ledger, the audit and the stored facts against each other.",
    line: "settle verify plan.json",
    at: settled
  },
  {
    says: "Every posting, as hledger reads it:",
    line: "export step-challenge --out step-challenge.journal",
    at: settled
  },
  {
    says: "Who did what, and that nobody has changed that record:",
    line: "audit list step-challenge --limit 6",
    at: settled
  },
  { says: "", line: "audit verify", at: settled }
]

const started = performance.now()
try {
  for (const { says, line, code = 0, at } of steps) {
    console.log(`${says === "" ? "" : `\n# ${says}`}\n\n$ laurel ${line} --at ${at}\n`)
    const ended = await execute([...line.split(" "), "--at", at], house)
    // Some rows of the example cannot be used, on purpose: 5 is how an import says so.
    if (ended !== code && !(ended === 5 && line.startsWith("import"))) {
      console.error(`it ended with ${ended}, not ${code}`)
      process.exitCode = 1
      break
    }
    if (ended !== 0) console.log(`(ended with ${ended})`)
  }
} finally {
  await stores.close()
}
const seconds = ((performance.now() - started) / 1000).toFixed(1)
console.log(`\n# ${steps.length} commands in ${seconds} s. The store, the plan and the journal are in ${folder}`)
if (process.argv.includes("--discard")) rmSync(folder, { recursive: true, force: true })
