import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { changing } from "./storeOptions.ts"

const examples = `
Importing is safe to repeat: what is there already changes nothing, so after an interruption run it again.
Rows and columns are as for laurel run.

Examples:
  laurel import steps steps.csv
  laurel import steps export.csv --map user=Id at=ActivityDate steps=TotalSteps --dates M/D/YYYY --enter
  zcat big.jsonl.gz | laurel import steps - --format jsonl --report refused.jsonl`

/** Adds `laurel import`. */
export const registerImport = (program: Command, house: House): void => {
  changing(
    program
      .command("import")
      .summary("record a file of activities; again changes nothing")
      .description("record a file of activities; again changes nothing")
      .argument("<challenge>", "the id of the challenge")
      .argument("<file>", "activities as CSV or JSON Lines; - is standard input")
      .option("-m, --map <key=column...>", "which column holds what: steps=TotalSteps")
      .option("--dates <pattern>", "how dates are written: M/D/YYYY")
      .option("--delimiter <text>", "what separates columns")
      .addOption(new Option("--format <format>", "how it is written").choices(["csv", "jsonl"]))
      .option("--enter", "enter whoever appears, where entry is free")
      .option("--report <file>", "write what does not count into this file")
  )
    .addHelpText("after", examples)
    .action(async (id: string, file: string, given: Readonly<Record<string, unknown>>) => {
      const { importCommand } = await import("./import/importCommand.ts")
      await importCommand(id, file, given, house)
    })
}
