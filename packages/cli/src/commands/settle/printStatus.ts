import { attemptsOf } from "@laurel/core/settlement"
import { formatAmount, formatInstant } from "@laurel/core/shared"
import { labelled } from "../../output/labelled.ts"
import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { byState, lineJson, outstanding, type Status } from "./Status.ts"

/** Prints how far a settlement is; with `withLines` every payout. */
export const printStatus = (session: Session, status: Status, withLines = false): void =>
  show(session, statusJson(status, withLines), (style) => statusText(status, withLines, style))

const statusJson = (status: Status, withLines: boolean) => {
  const { challenge, settlement, lines } = status
  return {
    challenge: challenge.id,
    challengeState: challenge._tag,
    state: settlement?._tag ?? "None",
    ...(settlement === undefined ? {} : { settlement: settlement.settlementId, version: settlement.version }),
    ...(settlement !== undefined && "planHash" in settlement
      ? { planHash: settlement.planHash, maker: settlement.maker }
      : {}),
    ...(settlement !== undefined && "approver" in settlement ? { approver: settlement.approver } : {}),
    currency: challenge.definition.currency,
    payouts: byState(status),
    ...outstanding(status),
    ...(withLines ? { lines: lines.map(lineJson) } : {})
  }
}

const statusText = (status: Status, withLines: boolean, style: Style): string => {
  const { challenge, lines } = status
  const { currency = "" } = challenge.definition
  const states = byState(status)
  const amount = (minorUnits: bigint): string => `${formatAmount(minorUnits, currency)} ${currency}`
  return [
    labelled(facts(status), style),
    ...(states.length === 0
      ? []
      : [
          renderTable(
            [{ head: "payouts" }, { head: "lines", align: "right" }, { head: "amount", align: "right" }],
            states.map(({ state, lines: count, minorUnits }) => [wordsOf(state), `${count}`, amount(minorUnits)]),
            style
          )
        ]),
    ...(withLines && lines.length > 0
      ? [
          renderTable(
            [
              { head: "recipient" },
              { head: "state" },
              { head: "amount", align: "right" },
              { head: "line" },
              { head: "attempt" }
            ],
            lines.map((line) => [
              line.recipient,
              wordsOf(line._tag),
              amount(line.minorUnits),
              line.key,
              attemptsOf(line).at(-1)?.key ?? ""
            ]),
            style
          )
        ]
      : [])
  ].join("\n")
}

const facts = ({ challenge, settlement }: Status): ReadonlyArray<readonly [string, string]> => {
  if (settlement === undefined)
    return [
      ["challenge", `${challenge.id} (${wordsOf(challenge._tag)})`],
      ["settlement", "nothing planned yet"]
    ]
  return [
    ["challenge", `${challenge.id} (${wordsOf(challenge._tag)})`],
    ["settlement", `${wordsOf(settlement._tag)}, version ${settlement.version}`],
    ...("planHash" in settlement ? ([["plan", settlement.planHash]] as const) : []),
    ...("maker" in settlement
      ? ([["made by", `${settlement.maker} at ${formatInstant(settlement.computedAt)}`]] as const)
      : []),
    ...("disputeUntil" in settlement
      ? ([["disputable", `until ${formatInstant(settlement.disputeUntil)}`]] as const)
      : []),
    ...("approver" in settlement
      ? ([["approved by", `${settlement.approver} at ${formatInstant(settlement.approvedAt)}`]] as const)
      : []),
    ...("postedAt" in settlement ? ([["posted", formatInstant(settlement.postedAt)]] as const) : []),
    ...("cancelledBy" in settlement
      ? ([["cancelled", `by ${settlement.cancelledBy}: ${settlement.reason}`]] as const)
      : [])
  ]
}
