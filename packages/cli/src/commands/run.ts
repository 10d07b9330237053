import { type Command, Option } from "commander"
import type { Io } from "../io/Io.ts"

const examples = `
Examples:
  laurel run steps.json --activities steps.csv
  laurel run steps.json --activities export.csv --map user=Id at=ActivityDate steps=TotalSteps --dates M/D/YYYY --out result
  zcat big.jsonl.gz | laurel run steps.json --activities - --format jsonl --json

Columns: user and at, then metric and quantity (a row is one activity) or one column for each metric (a row is several).
Columns of these names need no --map; neither do source, key, revision, void, receivedAt, note and evidence.`

/** Adds `laurel run`. */
export const registerRun = (program: Command, io: Io): void => {
  program
    .command("run")
    .summary("run a whole challenge over a file of activities")
    .description("run a whole challenge over a file of activities: standings, prizes, ledger")
    .argument("<definition>", "the challenge as JSON")
    .requiredOption("-a, --activities <file>", "activities as CSV or JSON Lines; - is standard input")
    .option("-e, --entries <file>", "who takes part, as CSV or JSON Lines; without it everyone who appears does")
    .option("-m, --map <key=column...>", "which column holds what, for example steps=TotalSteps")
    .option("--dates <pattern>", "how dates are written, for example M/D/YYYY; ISO 8601 needs no pattern")
    .option("--delimiter <text>", "what separates columns; without it comma, semicolon and tab are tried")
    .addOption(
      new Option("--format <format>", "how the activities are written (default: by the file's name)").choices([
        "csv",
        "jsonl"
      ])
    )
    .option("-o, --out <dir>", "write standings, awards, journal, plan and report into this new folder")
    .option("--force", "replace the folder if it is there")
    .option("--secret-file <file>", "the secret that the plan's draw committed to")
    .option("--strict", "write nothing if any row cannot be used (exit 65 instead of 5)")
    .option("--top <n>", "rows of the board to print", "20")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action(async (definition: string, options: Readonly<Record<string, unknown>>) => {
      const { runCommand } = await import("./run/runCommand.ts")
      await runCommand(definition, options, io)
    })
}
