import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { registerSettleLine } from "./settleLine.ts"
import { changing, looking, moving, paying, severe } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

const examples = `  laurel settle plan steps --out plan.json --as ada
  laurel settle show plan.json
  laurel settle approve plan.json --as bo --yes
  laurel settle apply plan.json --yes
  laurel settle status steps

One person plans, another approves, and applying posts the plan to the ledger and pays. A plan is a file with a
hash: what is approved and applied is exactly what it says, or nothing.`

/** Adds `laurel settle`. */
export const registerSettle = (program: Command, house: House): void => {
  const settle = noun(program, "settle", "turn final standings into prizes that are paid", examples)
  addPlan(settle, house)
  addShow(settle, house)
  addApprove(settle, house)
  addApply(settle, house)
  addStatus(settle, house)
  addResume(settle, house)
  registerSettleLine(settle, house)
  addVerify(settle, house)
  addCorrect(settle, house)
  addVoid(settle, house)
  addHistory(settle, house)
}

const aChallenge = ["<challenge>", "the id of the challenge"] as const
const aPlan = ["<plan>", "the file that laurel settle plan wrote"] as const

const addPlan = (settle: Command, house: House): void => {
  changing(
    withExamples(
      settle
        .command("plan")
        .description("work out who gets what, and publish it as provisional")
        .argument(...aChallenge)
        .option("-o, --out <file>", "write the plan into this file; what is there is replaced")
        .option("--secret-file <file>", "the secret that the plan's draw committed to")
        .option("--hold-until <instant>", "pay nobody before this instant")
        .option("--detailed-exitcode", "end with 2 where the plan is new, with 0 where it waits already"),
      "  laurel settle plan steps --out plan.json --as ada\n  laurel settle plan steps --dry-run"
    )
  ).action(async (id: string, given: Given) => {
    const { planCommand } = await import("./settle/planCommand.ts")
    await planCommand(id, given, house)
  })
}

const addShow = (settle: Command, house: House): void => {
  looking(
    withExamples(
      settle
        .command("show")
        .description("show a plan: every award with its reason, and where every unit goes")
        .argument("<plan-or-challenge>", "the file of a plan, or a challenge for the plan that stands"),
      "  laurel settle show plan.json\n  laurel settle show steps"
    )
  ).action(async (name: string, given: Given) => {
    const { showCommand } = await import("./settle/showCommand.ts")
    await showCommand(name, given, house)
  })
}

const addApprove = (settle: Command, house: House): void => {
  moving(
    withExamples(
      settle
        .command("approve")
        .description("approve exactly this plan; never by who made it, and not before its disputes are over")
        .argument(...aPlan),
      "  laurel settle approve plan.json --as bo --yes"
    )
  ).action(async (plan: string, given: Given) => {
    const { approveCommand } = await import("./settle/approveCommand.ts")
    await approveCommand(plan, given, house)
  })
}

const addApply = (settle: Command, house: House): void => {
  moving(
    paying(
      withExamples(
        settle
          .command("apply")
          .description("post exactly this plan to the ledger, once, and pay it")
          .argument(...aPlan)
          .option("--no-pay", "post it and leave the paying to a worker, or to laurel settle resume"),
        "  laurel settle apply plan.json --dry-run\n  laurel settle apply plan.json --yes"
      )
    )
  ).action(async (plan: string, given: Given) => {
    const { applyCommand } = await import("./settle/applyCommand.ts")
    await applyCommand(plan, given, house)
  })
}

const addStatus = (settle: Command, house: House): void => {
  looking(
    withExamples(
      settle
        .command("status")
        .description("show how far a settlement is, and its payouts by state with their amounts")
        .argument(...aChallenge)
        .option("--lines", "show every payout with its attempts"),
      "  laurel settle status steps --lines"
    )
  ).action(async (id: string, given: Given) => {
    const { statusCommand } = await import("./settle/statusCommand.ts")
    await statusCommand(id, given, house)
  })
}

const addResume = (settle: Command, house: House): void => {
  moving(
    paying(
      withExamples(
        settle
          .command("resume")
          .description("go on with paying: ask about what is unknown, then pay what can be paid; refunds too")
          .argument(...aChallenge)
          .option("--retry <line...>", "try refused or returned payouts again, by their keys; all for each of them"),
        "  laurel settle resume steps --yes\n  laurel settle resume steps --retry all --yes"
      )
    )
  ).action(async (id: string, given: Given) => {
    const { resumeCommand } = await import("./settle/resumeCommand.ts")
    await resumeCommand(id, given, house)
  })
}

const addVerify = (settle: Command, house: House): void => {
  looking(
    withExamples(
      settle
        .command("verify")
        .description("hold plans, ledger and stored facts against each other, byte for byte")
        .argument("<plan-or-challenge>", "the file of a plan, or a challenge"),
      "  laurel settle verify plan.json\n  laurel settle verify steps"
    )
  ).action(async (name: string, given: Given) => {
    const { verifyCommand } = await import("./settle/verifyCommand.ts")
    await verifyCommand(name, given, house)
  })
}

const addCorrect = (settle: Command, house: House): void => {
  severe(
    withExamples(
      settle
        .command("correct")
        .description("restate what was settled and plan the differences")
        .argument(...aChallenge)
        .option("--disqualify <participants...>", "who broke the rules")
        .option("--withdraw <participants...>", "who is out at their own wish")
        .option("--reinstate <participants...>", "who is in after all")
        .option("--dispute <reason>", "uphold a dispute of results that are not posted yet, for this reason")
        .option("-o, --out <file>", "write the plan into this file; what is there is replaced")
        .option("--secret-file <file>", "the secret that the plan's draw committed to"),
      "  laurel settle correct steps --disqualify bob --out plan2.json --confirm steps --as ada"
    )
  ).action(async (id: string, given: Given) => {
    const { correctCommand } = await import("./settle/correctCommand.ts")
    await correctCommand(id, given, house)
  })
}

const addVoid = (settle: Command, house: House): void => {
  severe(
    withExamples(
      settle
        .command("void")
        .description("take back a plan that is not posted, so that another can be made")
        .argument(...aChallenge)
        .requiredOption("--reason <text>", "why"),
      '  laurel settle void steps --reason "wrong secret" --confirm steps --as ada'
    )
  ).action(async (id: string, given: Given) => {
    const { voidCommand } = await import("./settle/voidCommand.ts")
    await voidCommand(id, given, house)
  })
}

const addHistory = (settle: Command, house: House): void => {
  looking(
    withExamples(
      settle
        .command("history")
        .description("show every settlement of a challenge: who made, approved and corrected it, and when")
        .argument(...aChallenge),
      "  laurel settle history steps"
    )
  ).action(async (id: string, given: Given) => {
    const { historyCommand } = await import("./settle/historyCommand.ts")
    await historyCommand(id, given, house)
  })
}
