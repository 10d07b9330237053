import type { Command } from "commander"
import type { Io } from "../io/Io.ts"

/** Adds `laurel verify`. */
export const registerVerify = (program: Command, io: Io): void => {
  program
    .command("verify")
    .summary("recompute a run and compare every file byte by byte")
    .description("recompute a run from its inputs and compare every file byte by byte")
    .argument("<dir>", "the folder that laurel run --out wrote")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
    .addHelpText(
      "after",
      "\nEnds with 0 when every byte is the same and with 3 at a difference.\n\nExample:\n  laurel verify result"
    )
    .action(async (dir: string, options: Readonly<Record<string, unknown>>) => {
      const { verifyCommand } = await import("./verify/verifyCommand.ts")
      await verifyCommand(dir, options, io)
    })
}
