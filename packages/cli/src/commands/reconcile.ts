import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { withExamples } from "./noun.ts"
import { changing, paying } from "./storeOptions.ts"

/** Adds `laurel reconcile`. */
export const registerReconcile = (program: Command, house: House): void => {
  changing(
    paying(
      withExamples(
        program
          .command("reconcile")
          .summary("ask the provider about what is unknown")
          .description("ask the payment provider about every payout and charge whose outcome is unknown")
          .argument("[challenges...]", "their ids (default: every challenge)"),
        "  laurel reconcile\n  laurel reconcile steps"
      )
    )
  ).action(async (ids: ReadonlyArray<string>, given: Readonly<Record<string, unknown>>) => {
    const { reconcileCommand } = await import("./reconcile/reconcileCommand.ts")
    await reconcileCommand(ids, given, house)
  })
}
