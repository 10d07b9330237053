import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking, moving, severe } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel challenge`. */
export const registerChallenge = (program: Command, house: House): void => {
  const challenge = noun(
    program,
    "challenge",
    "make challenges and carry them through their life",
    "  laurel challenge create challenge.json\n  laurel challenge publish steps --as ada\n  laurel challenge list"
  )
  addCreate(challenge, house)
  addList(challenge, house)
  addTrending(challenge, house)
  addShow(challenge, house)
  addPublish(challenge, house)
  addDeposit(challenge, house)
  addAdjust(challenge, house)
  addCancel(challenge, house)
  addDuplicate(challenge, house)
}

const addCreate = (challenge: Command, house: House): void => {
  changing(
    withExamples(
      challenge
        .command("create")
        .description("keep a definition as a draft")
        .argument("<definition>", "the challenge as JSON"),
      "  laurel challenge create challenge.json"
    )
  ).action(async (definition: string, given: Given) => {
    const { createCommand } = await import("./challenge/createCommand.ts")
    await createCommand(definition, given, house)
  })
  changing(
    withExamples(
      challenge
        .command("revise")
        .description("put another definition in place of a draft's")
        .argument("<definition>", "the challenge as JSON, with the id of the draft")
        .option("--if-version <n>", "only while the draft is at this version: the one that was looked at"),
      "  laurel challenge revise challenge.json"
    )
  ).action(async (definition: string, given: Given) => {
    const { reviseCommand } = await import("./challenge/createCommand.ts")
    await reviseCommand(definition, given, house)
  })
}

const addList = (challenge: Command, house: House): void => {
  looking(
    withExamples(
      challenge
        .command("list")
        .description("list the challenges of the store")
        .addOption(
          new Option("--state <states...>", "only those in these states").choices([
            "draft",
            "published",
            "running",
            "closing",
            "final",
            "settled",
            "cancelled"
          ])
        )
        .option("--organiser <principal>", "only those of this organiser")
        .option("--of <person>", "only those that this person takes part in, or organises")
        .addOption(
          new Option("--role <role>", "with --of: only those in which they are this").choices([
            "participant",
            "organiser"
          ])
        )
        .option("--search <words>", "only those with words in name or description that begin with all of these"),
      '  laurel challenge list --state running\n  laurel challenge list --of ada --role participant\n  laurel challenge list --search "spring walk"'
    )
  ).action(async (given: Given) => {
    const { listCommand } = await import("./challenge/listCommand.ts")
    await listCommand(given, house)
  })
}

const addTrending = (challenge: Command, house: House): void => {
  looking(
    withExamples(
      challenge
        .command("trending")
        .description("list the public challenges in which most went on in the last two days")
        .option("--limit <n>", "at most this many", "20"),
      "  laurel challenge trending --limit 5"
    )
  ).action(async (given: Given) => {
    const { trendingCommand } = await import("./challenge/trendingCommand.ts")
    await trendingCommand(given, house)
  })
}

const addShow = (challenge: Command, house: House): void => {
  looking(
    withExamples(
      challenge
        .command("show")
        .description("show one challenge: its state, dates, field and money")
        .argument("<challenge>", "the id of the challenge"),
      "  laurel challenge show steps"
    )
  ).action(async (id: string, given: Given) => {
    const { showCommand } = await import("./challenge/showCommand.ts")
    await showCommand(id, given, house)
  })
}

const addPublish = (challenge: Command, house: House): void => {
  changing(
    withExamples(
      challenge
        .command("publish")
        .description("freeze the rules with their hash and open the challenge for entries")
        .argument("<challenge>", "the id of the challenge")
        .option("--if-version <n>", "only while the draft is at this version: the one that was looked at"),
      "  laurel challenge publish steps --as ada"
    )
  ).action(async (id: string, given: Given) => {
    const { publishCommand } = await import("./challenge/publishCommand.ts")
    await publishCommand(id, given, house)
  })
}

const addDeposit = (challenge: Command, house: House): void => {
  moving(
    withExamples(
      challenge
        .command("deposit")
        .description("book money into the pool that is no entry fee")
        .argument("<challenge>", "the id of the challenge")
        .requiredOption("--amount <amount>", "how much, in the currency of the challenge: 500 or 500.00")
        .requiredOption("--from <payer>", "who pays: the sponsor, or the challenge that carried it over")
        .option("--id <id>", "tells deposits apart: the same id again changes nothing (default: the payer)")
        .option("--carry-over", "it was carried over from an earlier challenge"),
      "  laurel challenge deposit steps --amount 500.00 --from acme --yes"
    )
  ).action(async (id: string, given: Given) => {
    const { depositCommand } = await import("./challenge/depositCommand.ts")
    await depositCommand(id, given, house)
  })
}

const addAdjust = (challenge: Command, house: House): void => {
  changing(
    withExamples(
      challenge
        .command("adjust")
        .description("add to the score of a participant, or take from it, until the standings are final")
        .argument("<challenge>", "the id of the challenge")
        .argument("<participant>", "whose score")
        .requiredOption("--amount <amount>", "how much, in the unit of the score: 250 or -12.5")
        .requiredOption("--reason <text>", "why, for the participant to read")
        .requiredOption("--id <id>", "tells adjustments apart: the same id again changes nothing"),
      '  laurel challenge adjust steps ada --amount -500 --reason "missed a checkpoint" --id checkpoint-7-ada'
    )
  ).action(async (id: string, participant: string, given: Given) => {
    const { adjustCommand } = await import("./challenge/adjustCommand.ts")
    await adjustCommand(id, participant, given, house)
  })
  changing(
    withExamples(
      challenge
        .command("reverse")
        .description("take an adjustment of a score back; it stays to be read")
        .argument("<challenge>", "the id of the challenge")
        .argument("<adjustment>", "the id of the adjustment")
        .requiredOption("--reason <text>", "why"),
      '  laurel challenge reverse steps checkpoint-7-ada --reason "the marshal found her name"'
    )
  ).action(async (id: string, adjustment: string, given: Given) => {
    const { reverseCommand } = await import("./challenge/adjustCommand.ts")
    await reverseCommand(id, adjustment, given, house)
  })
  looking(
    withExamples(
      challenge
        .command("adjustments")
        .description("list what scores are adjusted by, in the order in which it was decided")
        .argument("<challenge>", "the id of the challenge")
        .option("--participant <participant>", "only those of this participant")
        .option("--after <id>", "go on where a page ended: the id of its last row")
        .option("--limit <n>", "at most this many", "50"),
      "  laurel challenge adjustments steps --participant ada"
    )
  ).action(async (id: string, given: Given) => {
    const { adjustmentsCommand } = await import("./challenge/adjustmentsCommand.ts")
    await adjustmentsCommand(id, given, house)
  })
}

const addCancel = (challenge: Command, house: House): void => {
  severe(
    withExamples(
      challenge
        .command("cancel")
        .description("cancel challenges and owe everybody who paid exactly what they paid")
        .argument("[challenge]", "the id of the challenge")
        .option("--stdin", "those whose ids come on standard input, one a line; --confirm says how many they are")
        .requiredOption("--reason <text>", "why, for everybody to read"),
      '  laurel challenge cancel steps --reason "too few entries" --confirm steps\n  laurel challenge cancel --stdin --reason "rain" --confirm 12 < ids.txt'
    )
  ).action(async (id: string | undefined, given: Given) => {
    const { cancelCommand } = await import("./challenge/cancelCommand.ts")
    await cancelCommand(id, given, house)
  })
}

const addDuplicate = (challenge: Command, house: House): void => {
  changing(
    withExamples(
      challenge
        .command("duplicate")
        .description("draft a challenge with the rules and prizes of another one, without its people and its money")
        .argument("<challenge>", "the id of the challenge to copy")
        .requiredOption("--id <id>", "the id of the new one")
        .option("--start <moment>", "when its window opens, such as 2026-05-01: all its dates move along"),
      "  laurel challenge duplicate steps --id steps-may --start 2026-05-01"
    )
  ).action(async (id: string, given: Given) => {
    const { duplicateCommand } = await import("./challenge/duplicateCommand.ts")
    await duplicateCommand(id, given, house)
  })
}
