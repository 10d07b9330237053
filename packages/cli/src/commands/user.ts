import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

/** Adds `laurel user`. */
export const registerUser = (program: Command, house: House): void => {
  const user = noun(program, "user", "see what somebody has come to in all challenges", "  laurel user stats ada")
  looking(
    withExamples(
      user
        .command("stats")
        .description("show what a user has come to: places, active days and prizes of all challenges")
        .argument("<user>", "the user, as activities name them"),
      "  laurel user stats ada --json"
    )
  ).action(async (who: string, given: Readonly<Record<string, unknown>>) => {
    const { statsCommand } = await import("./user/statsCommand.ts")
    await statsCommand(who, given, house)
  })
}
