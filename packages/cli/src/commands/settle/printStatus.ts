import { attemptsOf, type PayoutLine } from "@laurel/core/settlement"
import { formatAmount, formatInstant } from "@laurel/core/shared"
import { labelled } from "../../output/labelled.ts"
import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { lineJson, type Status } from "./Status.ts"

/** Prints how far a settlement is, with every payout where they are given. */
export const printStatus = (session: Session, status: Status, lines?: ReadonlyArray<PayoutLine>): void =>
  show(session, statusJson(status, lines), (style) => statusText(status, lines ?? [], style))

const statusJson = (
  { challenge, settlement, payouts, stuck, underWay }: Status,
  lines: ReadonlyArray<PayoutLine> | undefined
) => {
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
    payouts,
    stuck,
    underWay,
    ...(lines === undefined ? {} : { lines: lines.map(lineJson) })
  }
}

const statusText = (status: Status, lines: ReadonlyArray<PayoutLine>, style: Style): string => {
  const { challenge, payouts } = status
  const { currency = "" } = challenge.definition
  const amount = (minorUnits: bigint): string => `${formatAmount(minorUnits, currency)} ${currency}`
  return [
    labelled(facts(status), style),
    ...(payouts.length === 0
      ? []
      : [
          renderTable(
            [{ head: "payouts" }, { head: "lines", align: "right" }, { head: "amount", align: "right" }],
            payouts.map(({ state, lines: count, minorUnits }) => [wordsOf(state), `${count}`, amount(minorUnits)]),
            style
          )
        ]),
    ...(lines.length > 0
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
