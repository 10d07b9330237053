import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

/** Adds `laurel export`. */
export const registerExport = (program: Command, house: House): void => {
  looking(
    withExamples(
      program
        .command("export")
        .summary("write the journal of a challenge")
        .description("write the journal of a challenge: every posting of its ledger")
        .argument("<challenge>", "the id of the challenge")
        .addOption(
          new Option("--format <format>", "how it is written").choices(["hledger", "csv", "jsonl"]).default("hledger")
        )
        .option("-o, --out <file>", "into this new file (default: standard output)"),
      "  laurel export steps --out steps.journal\n  laurel export steps --format csv | head"
    )
  ).action(async (id: string, given: Readonly<Record<string, unknown>>) => {
    const { exportCommand } = await import("./export/exportCommand.ts")
    await exportCommand(id, given, house)
  })
}
