import type { Command } from "commander"
import type { Io } from "../io/Io.ts"

/** Adds `laurel explain`. */
export const registerExplain = (program: Command, io: Io): void => {
  program
    .command("explain")
    .summary("show where one participant's score and prizes come from")
    .description("show where one participant's score, rank and every cent come from")
    .argument("<dir>", "the folder that laurel run --out wrote")
    .argument("<participant>", "the participant, as the board names it")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", "\nExample:\n  laurel explain result ada")
    .action(async (dir: string, participant: string, options: Readonly<Record<string, unknown>>) => {
      const { explainCommand } = await import("./explain/explainCommand.ts")
      await explainCommand(dir, participant, options, io)
    })
}
