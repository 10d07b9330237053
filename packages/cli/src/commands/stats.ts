import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

/** Adds `laurel stats`. */
export const registerStats = (program: Command, house: House): void => {
  const stats = noun(program, "stats", "see how much goes on in all challenges", "  laurel stats active --since 24h")
  looking(
    withExamples(
      stats
        .command("active")
        .description("count the users who sent activities, hour by hour; each once an hour")
        .option("--since <time>", "how far back: hours or days, 48h at most", "24h"),
      "  laurel stats active --since 24h\n  laurel stats active --since 2d --json"
    )
  ).action(async (given: Readonly<Record<string, unknown>>) => {
    const { activeCommand } = await import("./stats/activeCommand.ts")
    await activeCommand(given, house)
  })
}
