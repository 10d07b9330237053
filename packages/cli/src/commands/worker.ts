import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { observed } from "./observingOptions.ts"
import { changing, paying, sharing } from "./storeOptions.ts"

const epilogue = `
Any number of workers may run at once; a job goes to one of them. Ctrl-C lets the job under way end and gives the
others back.

Examples:
  laurel worker --metrics-port 9465
  laurel worker --once`

/** Adds `laurel worker`. */
export const registerWorker = (program: Command, house: House): void => {
  changing(
    paying(
      sharing(
        observed(
          program
            .command("worker")
            .summary("do what is to be done later, until it is stopped")
            .description(
              "carry out what the clock brings about, pay, refund, ask about what is uncertain, send webhooks and keep boards current, until it is stopped"
            )
            .option("--name <name>", "shown to whoever asks who holds a job (default: who acts)")
            .option("--once", "do what is due, and end")
            .option("--max-jobs <n>", "end after so many jobs")
            .option(
              "--webhooks-allow-private",
              "send webhooks to networks of one's own too, unencrypted; for development"
            )
        )
      )
    )
  )
    .addHelpText("after", epilogue)
    .action(async (given: Readonly<Record<string, unknown>>) => {
      const { workerCommand } = await import("./worker/workerCommand.ts")
      await workerCommand(given, house)
    })
}
