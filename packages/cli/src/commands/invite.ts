import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel invite`. */
export const registerInvite = (program: Command, house: House): void => {
  const invite = noun(
    program,
    "invite",
    "invite users to circles and challenges, and answer that",
    "  laurel invite send bob cem --challenge steps --as olga\n  laurel invite accept INVITE --as bob"
  )
  changing(
    withExamples(
      invite
        .command("send")
        .description("invite users; who is invited already stays so")
        .argument("<user...>", "whom, at most 500")
        .addOption(new Option("--challenge <id>", "to a challenge: for its organiser").conflicts("circle"))
        .option("--circle <circle>", "to a circle: for its owner"),
      "  laurel invite send bob cem --circle CIRCLE --as ada"
    )
  ).action(async (users: ReadonlyArray<string>, given: Given) => {
    const { sendCommand } = await import("./invite/sendCommand.ts")
    await sendCommand(users, given, house)
  })
  looking(
    withExamples(
      invite.command("list").description("list what somebody can answer").argument("<user>", "whose"),
      "  laurel invite list bob"
    )
  ).action(async (user: string, given: Given) => {
    const { listCommand } = await import("./invite/listCommand.ts")
    await listCommand(user, given, house)
  })
  const onOne = (name: "accept" | "decline" | "revoke", description: string): void => {
    changing(
      withExamples(
        invite.command(name).description(description).argument("<invite>", "its name: invite_…"),
        `  laurel invite ${name} INVITE`
      )
    ).action(async (id: string, given: Given) => {
      const { answerCommand } = await import("./invite/answerCommand.ts")
      await answerCommand(name, id, given, house)
    })
  }
  onOne("accept", "accept an invitation of one's own")
  onOne("decline", "decline an invitation of one's own")
  onOne("revoke", "take an invitation back; for who owns the circle, or organises the challenge")
}
