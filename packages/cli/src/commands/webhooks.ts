import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel webhooks`. */
export const registerWebhooks = (program: Command, house: House): void => {
  const webhooks = noun(
    program,
    "webhooks",
    "have others told of what happens, and see what became of it",
    "  laurel webhooks add https://example.com/hooks --as olga --events challenge.finished,payout.paid\n  laurel webhooks deliveries ENDPOINT --state failed"
  )
  looking(
    withExamples(
      webhooks
        .command("list")
        .description("list endpoints, never their secrets")
        .option("--owner <principal>", "only those of one"),
      "  laurel webhooks list --owner olga"
    )
  ).action(async (given: Given) => {
    const { listCommand } = await import("./webhooks/listCommand.ts")
    await listCommand(given, house)
  })
  changing(
    withExamples(
      webhooks
        .command("add")
        .description("have events sent to an address; the secret that signs them is shown this once")
        .argument("<url>", "where to: it begins with https://")
        .option("--events <types>", "what of, separated by commas (default: everything)")
        .option("--all", "of everybody's challenges, not only one's own")
        .option("--challenge <id>", "of this challenge alone")
        .option("--label <text>", "what it is for, for people", "")
        .option("--webhooks-allow-private", "allow http:// too; for development"),
      "  laurel webhooks add https://example.com/hooks --as olga --events challenge.finished"
    )
  ).action(async (url: string, given: Given) => {
    const { addCommand } = await import("./webhooks/addCommand.ts")
    await addCommand(url, given, house)
  })
  const onOne = (name: "remove" | "enable" | "rotate", description: string, example: string): void => {
    changing(
      withExamples(webhooks.command(name).description(description).argument("<endpoint>", "its name: ep_…"), example)
    ).action(async (endpoint: string, given: Given) => {
      const { changeCommand } = await import("./webhooks/changeCommand.ts")
      await changeCommand(name, endpoint, given, house)
    })
  }
  onOne("remove", "take an endpoint away, with what was still to be sent to it", "  laurel webhooks remove ENDPOINT")
  onOne(
    "enable",
    "tell an endpoint of events again whose receiver had said that it is gone",
    "  laurel webhooks enable ENDPOINT"
  )
  onOne(
    "rotate",
    "give an endpoint a new secret; the one before it signs along for a day",
    "  laurel webhooks rotate ENDPOINT"
  )
  looking(
    withExamples(
      webhooks
        .command("deliveries")
        .description("list what was sent to an endpoint, or is to be, the newest first")
        .argument("<endpoint>", "its name: ep_…")
        .option("--state <state>", "waiting, delivered or failed")
        .option("--limit <n>", "how many at most", "50"),
      "  laurel webhooks deliveries ENDPOINT --state failed"
    )
  ).action(async (endpoint: string, given: Given) => {
    const { deliveriesCommand } = await import("./webhooks/deliveriesCommand.ts")
    await deliveriesCommand(endpoint, given, house)
  })
  changing(
    withExamples(
      webhooks
        .command("replay")
        .description("send an event once more, or all that failed since an instant")
        .argument("<endpoint>", "its name: ep_…")
        .argument("[event]", "its name: evt_…")
        .option("--since <instant>", "all that failed since then"),
      "  laurel webhooks replay ENDPOINT EVENT\n  laurel webhooks replay ENDPOINT --since 2026-05-01"
    )
  ).action(async (endpoint: string, event: string | undefined, given: Given) => {
    const { replayCommand } = await import("./webhooks/replayCommand.ts")
    await replayCommand(endpoint, event, given, house)
  })
}
