import type { Command } from "commander"
import type { Io } from "../io/Io.ts"

/** Adds `laurel check`. */
export const registerCheck = (program: Command, io: Io): void => {
  program
    .command("check")
    .summary("find every mistake in a definition, or say what it means")
    .description("find every mistake in a definition and its prize plan, or say what the rules mean")
    .argument("<definition>", "the challenge as JSON")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
    .addHelpText(
      "after",
      "\nEnds with 0 when the definition is sound and with 64 when it has mistakes.\n\nExample:\n  laurel check challenge.json"
    )
    .action(async (definition: string, options: Readonly<Record<string, unknown>>) => {
      const { checkCommand } = await import("./check/checkCommand.ts")
      await checkCommand(definition, options, io)
    })
}
