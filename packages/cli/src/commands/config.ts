import type { Command } from "commander"
import type { Io } from "../io/Io.ts"
import { noun, withExamples } from "./noun.ts"

/** Adds `laurel config`. */
export const registerConfig = (program: Command, io: Io): void => {
  const config = noun(program, "config", "see what is set, and where", "  laurel config show --origin")
  withExamples(
    config
      .command("show")
      .description("show the settings in force: flag, then environment, laurel.json, file of the user, default")
      .option("--origin", "show where each of them comes from")
      .option("--db <url>", "as for every other command")
      .option("--db-url-file <file>", "as for every other command")
      .option("--as <principal>", "as for every other command")
      .option("--json", "print one JSON document")
      .helpOption("-h, --help", "print this help"),
    "  laurel config show --origin"
  ).action(async (given: Readonly<Record<string, unknown>>) => {
    const { showCommand } = await import("./config/showCommand.ts")
    await showCommand(given, io)
  })
  withExamples(
    config
      .command("limits")
      .description("show the budgets of requests that laurel serve holds people and programs to")
      .option("--budgets <list>", "try others: NAME=REQUESTS/SECONDS,…")
      .option("--json", "print one JSON document")
      .helpOption("-h, --help", "print this help"),
    "  laurel config limits\n  laurel config limits --budgets anonymous=300/900,entry=20/3600"
  ).action(async (given: Readonly<Record<string, unknown>>) => {
    const { limitsCommand } = await import("./serve/limitsCommand.ts")
    await limitsCommand(given, io)
  })
}
