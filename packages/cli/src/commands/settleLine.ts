import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import type { Decision } from "./settle/lineCommand.ts"
import { moving } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

const verbs: Readonly<Record<Decision, string>> = {
  "give-up": "try a refused or returned payout no more; it waits for its recipient",
  reclaim: "make payable what nobody had claimed, once its recipient asks",
  forfeit: "make what nobody claimed the platform's income, for good"
}

const examples = `  laurel settle status steps --lines
  laurel settle line report steps ATTEMPT --outcome confirmed --note "bank statement 42"
  laurel settle line give-up steps LINE

Only the organiser decides. Keys of payouts and attempts are those of laurel settle status --lines.`

/** Adds `laurel settle line`: what a person decides of one payout. */
export const registerSettleLine = (settle: Command, house: House): void => {
  const line = noun(settle, "line", "decide by hand what becomes of a payout that does not go on", examples)
  addDecision(line, house, "give-up")
  addDecision(line, house, "reclaim")
  addDecision(line, house, "forfeit")
  addReport(line, house)
}

const addDecision = (line: Command, house: House, decision: Decision): void => {
  moving(
    withExamples(
      line
        .command(decision)
        .description(verbs[decision])
        .argument("<challenge>", "the id of the challenge")
        .argument("<line>", "the key of the payout"),
      `  laurel settle line ${decision} steps LINE --yes`
    )
  ).action(async (id: string, key: string, given: Given) => {
    const { decideCommand } = await import("./settle/lineCommand.ts")
    await decideCommand(decision, id, key, given, house)
  })
}

const addReport = (line: Command, house: House): void => {
  moving(
    withExamples(
      line
        .command("report")
        .description("say what became of an attempt to pay, where the provider does not")
        .argument("<challenge>", "the id of the challenge")
        .argument("<attempt>", "the key of the attempt")
        .addOption(
          new Option("--outcome <outcome>", "what became of it")
            .choices(["confirmed", "refused", "returned"])
            .makeOptionMandatory()
        )
        .requiredOption("--note <text>", "how that is known; it is kept"),
      '  laurel settle line report steps ATTEMPT --outcome confirmed --note "bank statement 42" --yes'
    )
  ).action(async (id: string, attempt: string, given: Given) => {
    const { reportCommand } = await import("./settle/lineCommand.ts")
    await reportCommand(id, attempt, given, house)
  })
}
