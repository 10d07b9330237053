import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { looking, sharing } from "./storeOptions.ts"

const epilogue = `
Ends with 0 when nothing is wrong, warnings or not; with 3 where stored scores are not what the activities come to, or
boards not what the scores say; with 75 where the database or the server cannot be reached, and with 78 where its tables
are not those of this version, or Redis is not fit for boards.

Examples:
  laurel doctor
  laurel doctor --server https://laurel.example --server-key-file /run/secrets/laurel-key
  laurel doctor --json --db-url-file /run/secrets/laurel-db`

/** Adds `laurel doctor`. */
export const registerDoctor = (program: Command, house: House): void => {
  looking(
    sharing(
      program
        .command("doctor")
        .description("examine this installation and its store")
        .option("--server <url>", "examine a server that runs there instead, by what it says of itself")
        .option("--server-key-file <file>", "the file with a key that administers: the server tells it more")
        .option("--no-drift", "leave out the comparison of stored scores with a replay, which takes longest")
    )
  )
    .addHelpText("after", epilogue)
    .action(async (given: Readonly<Record<string, unknown>>) => {
      const { doctorCommand } = await import("./doctor/doctorCommand.ts")
      await doctorCommand(given, house)
    })
}
